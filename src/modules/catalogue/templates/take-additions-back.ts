import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { AppendToField } from '../append-to-field.js';
import { type CatalogueChange, changeFact, closeFacts, ownFact } from '../editing/change-fact.js';
import { oneColumn } from '../editing/one-column.js';
import { openItem } from '../editing/open-item.js';
import { fieldPolicies } from '../field-policy.js';

/**
 * Takes single additions of a division back, the rest of them stay; null where it says none. Errors: those of
 * `openItem`; as data NOT_ALLOWED_HERE where the level above approves and there is no edition.
 */
export async function takeAdditionsBack(tx: Tx, actor: Actor, input: AppendToField): Promise<CatalogueChange | null> {
  const field = oneColumn(input.value);
  const open = await openItem(tx, actor, { ...input, roles: fieldPolicies[field].roles });
  const own = ownFact(open, field, 'APPEND');
  if (own === undefined || !Array.isArray(own.value)) return null;
  const gone: readonly unknown[] = input.value.elements ?? input.value.bases ?? input.value.channels ?? [];
  const rest = own.value.filter((one: unknown) => !gone.some((other) => isDeepStrictEqual(one, other)));
  const verb = 'take-additions-back';
  if (rest.length === 0) return closeFacts(tx, actor, { open, verb, field, facts: [own] });
  const { reason = null } = input;
  const { slot, state, basis, rule } = own;
  return changeFact(tx, actor, { open, verb, fact: { field, slot, state, value: rest, reason, basis, rule } });
}
