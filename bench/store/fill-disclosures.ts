import { contentActors } from '../../seeds/content-actors.js';
import type { Body } from '../../src/modules/jurisdictions/directory.js';
import { appendRelease } from '../../src/modules/ledger/append-release.js';
import type { EntryInput } from '../../src/modules/ledger/ledger-entry.js';
import { printIndexNumber, indexNumberTemplate } from '../../src/modules/publication/index-number.js';
import { type NewVersionRow, newVersion, type VersionContent } from '../../src/modules/publication/new-version.js';
import {
  insertDisclosures,
  insertRelations,
  insertVersions,
  relationRows,
} from '../../src/modules/publication/version-writes.js';
import { shanghaiDate } from '../../src/modules/rules/calendar-date.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Database } from '../../src/platform/db/database.js';
import { seededIds } from '../../src/platform/ids/id-source.js';
import { progressOf } from '../progress.js';
import { countNumbers } from './count-numbers.js';
import { disclosureContent } from './disclosure-content.js';
import { pick, seededNumbers } from './random.js';

export interface DisclosuresToFill {
  readonly size: number;
  readonly bodies: readonly Body[];
  readonly itemCodes: readonly string[];
}

interface Made {
  readonly content: VersionContent;
  readonly row: NewVersionRow;
}

const perRelease = 250;
const firstDay = Date.parse('2022-01-04T01:00:00Z');
const lastDay = Date.parse('2026-10-30T08:00:00Z');

/** Releases of 250 disclosures each, by the product's own versions, digests and ledger; drafts stand behind none. */
export async function fillDisclosures(db: Database, fill: DisclosuresToFill): Promise<void> {
  const make = maker(fill);
  const shown = progressOf('Disclosures', fill.size);
  const [grams] = await db.sql<{ text: string }>(
    `select pg_get_indexdef('disclosure_version_grams'::regclass) as text`,
  );
  // One build at the end is many times faster than 100,000 insertions.
  await db.sql('drop index disclosure_version_grams');
  let writing: Promise<void> = Promise.resolve();
  for (let first = 0; first < fill.size; first += perRelease) {
    const last = Math.min(fill.size, first + perRelease);
    const made = Array.from({ length: last - first }, (_, index) => make(first + index));
    await writing;
    writing = release(db, made);
    shown(first);
  }
  await writing;
  shown(fill.size);
  process.stderr.write('Search index …\n');
  await db.sql(grams?.text ?? '');
  await countNumbers(db);
}

function maker({ size, bodies, itemCodes }: DisclosuresToFill): (number: number) => Made {
  const next = seededNumbers(20_261_122);
  const ids = seededIds('bench/disclosures');
  const serials = new Map<string, number>();
  let policyId: string | null = null;
  return (number) => {
    const body = pick(bodies, next);
    const at = new Date(Math.round(firstDay + ((lastDay - firstDay) * number) / size));
    const year = Number(shanghaiDate(at).slice(0, 4));
    const serial = (serials.get(`${body.id}/${year}`) ?? 0) + 1;
    serials.set(`${body.id}/${year}`, serial);
    const { id: bodyId, divisionCode } = body;
    const place = {
      number,
      bodyId,
      divisionCode,
      itemCode: pick(itemCodes, next),
      formedAt: shanghaiDate(at),
      policyId,
    };
    const content = disclosureContent(place, next);
    const id = ids.uuid();
    if (content.kind === 'POLICY_DOCUMENT') policyId = id;
    const bodyNumber = 1 + bodies.filter((one) => one.divisionCode === divisionCode).indexOf(body);
    const parts = { division: divisionCode, bodyNumber, year, serial, series: '' } as const;
    const row = newVersion(content, {
      id,
      version: 1,
      indexNo: printIndexNumber(indexNumberTemplate([divisionCode, '310000']), parts),
      firstPublishedAt: at,
      publishedAt: at,
      releasedBy: contentActors.editor.accountId,
      reason: null,
      audienceIds: null,
    });
    return { content, row };
  };
}

async function release(db: Database, made: readonly Made[]): Promise<void> {
  const rows = made.map(({ row }) => row);
  const [first, ...others] = rows.map(
    (row): EntryInput => ({
      kind: 'DISCLOSURE_PUBLISHED',
      subject: row.disclosure_id,
      version: row.version,
      digest: row.digest,
    }),
  );
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return;
  const relations = insertRelations(made.flatMap(({ row, content }) => relationRows(row, content)));
  const writes = [insertDisclosures(rows), insertVersions(rows), ...relations];
  const clock = new ManualClock(last.published_at);
  await db.transaction((tx) => appendRelease(tx, { entries: [first, ...others], writes }), { clock });
}
