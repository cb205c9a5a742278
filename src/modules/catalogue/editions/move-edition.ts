import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { Edition, EditionState } from './edition.js';
import { findEdition } from './find-edition.js';

export interface EditionMove {
  readonly id: string;
  readonly to: EditionState;
  readonly opinion?: string | null;
}

/** Brings an edition to a state and notes who did it; whether it may is for the verb to know. */
export async function moveEdition(tx: Tx, actor: Actor, { id, to, opinion = null }: EditionMove): Promise<Edition> {
  const now = tx.clock.now();
  await tx.sql(
    `update catalogue_edition set state = $2, version = version + 1, updated_at = $3,
       submitted_by = case when $2 = 'SUBMITTED' then $4::uuid else submitted_by end,
       approved_by = case when $2 = 'APPROVED' then $4::uuid when $2 = 'PUBLISHED' then approved_by end
     where id = $1`,
    [id, to, now, actor.accountId],
  );
  await tx.sql(
    `insert into catalogue_edition_event (id, edition_id, number, state, account_id, opinion, at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 from catalogue_edition_event where edition_id = $2`,
    [tx.ids.uuid(), id, to, actor.accountId, opinion, now],
  );
  const edition = await findEdition(tx, id);
  if (edition === null) throw new Error(`The edition ${id} is gone.`);
  return edition;
}
