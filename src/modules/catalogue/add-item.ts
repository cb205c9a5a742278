import type { Tx } from '../../platform/db/tx.js';
import { UserErrors } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import { type AddedItems, type AddItems, addItems, type ItemInput } from './add-items.js';

export interface AddItem extends ItemInput, Omit<AddItems, 'items'> {}

/** Defines one item of the standard catalogue: `addItems` of one, with paths that begin at the item's own fields. */
export async function addItem(
  tx: Tx,
  actor: Actor,
  { divisionCode, editionId, ...item }: AddItem,
): Promise<AddedItems> {
  try {
    return await addItems(tx, actor, { divisionCode, editionId, items: [item] });
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    throw new UserErrors(
      error.errors.map((one) => (one.path[0] === 'items' ? { ...one, path: one.path.slice(2) } : one)),
    );
  }
}
