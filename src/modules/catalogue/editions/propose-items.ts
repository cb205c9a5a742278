import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { NewFact } from '../editing/write-facts.js';
import type { Edition } from './edition.js';
import { writeEditionChanges } from './edition-changes.js';
import { type EditionItem, writeEditionItems } from './edition-items.js';

export interface ItemProposal {
  readonly item: EditionItem;
  /** What defines it. */
  readonly facts: readonly NewFact[];
}

/** Puts items of the division's own into an edition, in their order. */
export async function proposeItems(
  tx: Tx,
  actor: Actor,
  { edition, added }: { readonly edition: Edition; readonly added: readonly ItemProposal[] },
): Promise<void> {
  const items = added.map(({ item }) => item);
  await writeEditionItems(tx, edition.id, items);
  const changes = added.flatMap(({ facts }) =>
    facts.map(({ itemCode, field, slot, state, value, rule = null }) => {
      return { itemCode, field, slot, state, value, rule, reason: null, basis: null, basedOn: null };
    }),
  );
  await writeEditionChanges(tx, actor, edition.id, changes);
}
