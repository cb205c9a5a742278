import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { closeTasks } from '../../tasks/close-tasks.js';
import { requireCatalogueKeeper } from './audit-policy.js';
import { nextReview, readLastReviews } from './review-due.js';
import { packFor } from '../../rules/packs.js';

export interface RecordCatalogueReview {
  readonly divisionCode: string;
  /** What was gone through and what came of it. */
  readonly note: string;
}

export interface CatalogueReview {
  readonly divisionCode: string;
  readonly reviewedOn: string;
  /** Null where the pack asks for no other one. */
  readonly nextDue: string | null;
  readonly closedTasks: readonly string[];
}

/** Records that the whole catalogue was gone through (CAT-19) and closes the task of it. Errors as data: REQUIRED. */
export async function recordCatalogueReview(
  tx: Tx,
  actor: Actor,
  { divisionCode, ...input }: RecordCatalogueReview,
): Promise<CatalogueReview> {
  await requireCatalogueKeeper(tx, actor, divisionCode);
  const note = input.note.trim();
  if (note === '') refuse({ code: 'REQUIRED', path: ['note'], message: '请写明复核情况。', rule: 'CAT-19' });
  const id = tx.ids.uuid();
  const at = tx.clock.now();
  await recordAudit(tx, actor, {
    verb: 'record-catalogue-review',
    subject: `catalogue:${divisionCode}`,
    details: { reviewId: id },
  });
  await tx.sql('insert into catalogue_review (id, division_code, note, reviewed_by, at) values ($1, $2, $3, $4, $5)', [
    id,
    divisionCode,
    note,
    actor.accountId,
    at,
  ]);
  const closedTasks = await closeTasks(tx, {
    kind: 'CATALOGUE_REVIEW',
    subjects: [divisionCode],
    outcome: 'REVIEWED',
    evidence: note,
    accountId: actor.accountId,
  });
  const [last] = await readLastReviews(tx, divisionCode);
  const nextDue = last === undefined ? null : nextReview(packFor(last.pack), last);
  return { divisionCode, reviewedOn: shanghaiDate(at), nextDue, closedTasks };
}
