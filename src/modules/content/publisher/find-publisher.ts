import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { loadFiling } from '../filing.js';
import { findDraft } from '../find-draft.js';
import { definitionOf } from '../save-draft.js';
import { type ResponsiblePublisher, responsiblePublisher } from './responsible-publisher.js';

/** Which body answers for a draft today, and why. Errors: NOT_FOUND as for the draft. */
export async function findPublisher(
  db: Sql & Pick<Tx, 'clock'>,
  actor: Actor,
  { draftId }: { draftId: string },
): Promise<ResponsiblePublisher> {
  const draft = await findDraft(db, actor, { id: draftId });
  const filing = await loadFiling(db, draft);
  if (filing === null) throw new Error(`The body of draft ${draft.id} is no longer in the register.`);
  const today = shanghaiDate(db.clock.now());
  return responsiblePublisher(draft, { filing, definition: definitionOf(draft), today });
}
