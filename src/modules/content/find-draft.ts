import type { Sql } from '../../platform/db/sql.js';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../identity/actor.js';
import { draftScopes, maySee } from './content-policy.js';
import type { Draft } from './draft.js';
import { loadDraft } from './draft-row.js';

/** Errors: NOT_FOUND, alike for what is not there and for what the actor may not know of. */
export async function findDraft(db: Sql, actor: Actor, { id }: { id: string }): Promise<Draft> {
  const draft = await loadDraft(db, id);
  if (draft === null || !maySee(actor, await draftScopes(db, draft))) throw notFound();
  return draft;
}
