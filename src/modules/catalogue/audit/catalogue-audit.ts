import type { Sql } from '../../../platform/db/sql.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { isValidOn } from '../../jurisdictions/directory.js';
import { loadDirectory } from '../../jurisdictions/load-directory.js';
import { listPlatformGrants } from '../../jurisdictions/sites/list-platform-grants.js';
import { listSites } from '../../jurisdictions/sites/list-sites.js';
import { readHead } from '../../ledger/read-head.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { loadLaws } from '../../rules/laws/load-laws.js';
import { packFor } from '../../rules/packs.js';
import { loadCatalogue } from '../load-catalogue.js';
import { findDeadChannels } from './find-dead-channels.js';
import { findExpiredBases, findExpiredTerms } from './find-expired.js';
import { findFaultyBases } from './find-faulty-bases.js';
import { findGaps } from './find-gaps.js';
import type { AuditSubject, Finding } from './finding.js';
import { findMissingColumns } from './find-missing-columns.js';
import { findOverlaps } from './find-overlaps.js';
import { findReviewDue } from './find-review-due.js';
import { listExemptions } from './list-exemptions.js';
import { nextReview, readLastReviews } from './review-due.js';

const checks: readonly ((subject: AuditSubject) => Finding[])[] = [
  findMissingColumns,
  findFaultyBases,
  findOverlaps,
  findGaps,
  findDeadChannels,
  findExpiredBases,
  findExpiredTerms,
  findReviewDue,
];

/** Goes through the catalogue of a division as it stands (CAT-07). Error: NOT_FOUND for an unknown division. */
export async function catalogueAudit(
  db: Sql,
  { divisionCode, now }: { readonly divisionCode: string; readonly now: Date },
): Promise<Finding[]> {
  const subject = await readSubject(db, divisionCode, now);
  return checks.flatMap((check) => check(subject));
}

async function readSubject(db: Sql, divisionCode: string, now: Date): Promise<AuditSubject> {
  const today = shanghaiDate(now);
  const { sequence: at } = await readHead(db);
  const directory = (await loadDirectory(db, at)).asOf(today);
  const division = directory.division(divisionCode);
  if (division === undefined) throw notFound();
  const catalogue = await loadCatalogue(db, directory, at);
  const exemptions = await listExemptions(db, directory.scopesOf(divisionCode));
  const pack = packFor(division.pack);
  const [last] = await readLastReviews(db, divisionCode);
  return {
    division,
    pack,
    directory,
    bodies: directory.bodiesOf(divisionCode).filter((body) => isValidOn(body, today)),
    leaves: catalogue.effectiveItems(divisionCode).filter((item) => item.isLeaf && item.applicability === 'APPLICABLE'),
    sites: await listSites(db),
    grants: await listPlatformGrants(db, {}),
    register: await loadLaws(db, today),
    exempt: new Set(exemptions.filter((one) => one.endedAt === null).map((one) => one.function)),
    nextReview: last === undefined ? null : nextReview(pack, last),
    now,
    today,
  };
}
