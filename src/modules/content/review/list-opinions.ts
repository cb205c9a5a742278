import type { Sql } from '../../../platform/db/sql.js';
import type { Actor } from '../../identity/actor.js';
import type { ReviewOpinion } from '../draft.js';
import { findDraft } from '../find-draft.js';
import { opinionsOn } from './review-opinions.js';

/** Every opinion on a draft by round and stage, void ones marked. Errors: NOT_FOUND as for the draft. */
export async function listOpinions(db: Sql, actor: Actor, { draftId }: { draftId: string }): Promise<ReviewOpinion[]> {
  const draft = await findDraft(db, actor, { id: draftId });
  return opinionsOn(db, draft.id);
}
