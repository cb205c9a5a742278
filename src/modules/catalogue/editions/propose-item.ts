import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { NewFact } from '../editing/write-facts.js';
import type { Edition } from './edition.js';
import { writeEditionChanges } from './edition-changes.js';
import { type EditionItem, writeEditionItem } from './edition-items.js';

export interface ItemProposal {
  readonly edition: Edition;
  readonly item: EditionItem;
  /** What defines it. */
  readonly facts: readonly NewFact[];
}

/** Puts an item of the division's own into an edition. */
export async function proposeItem(tx: Tx, actor: Actor, { edition, item, facts }: ItemProposal): Promise<void> {
  await writeEditionItem(tx, edition.id, item);
  const changes = facts.map(({ itemCode, field, slot, state, value, rule = null }) => {
    return { itemCode, field, slot, state, value, rule, reason: null, basis: null, basedOn: null };
  });
  await writeEditionChanges(tx, actor, edition.id, changes);
}
