import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import type { CatalogueFact } from './catalogue-fact.js';
import { type CatalogueChange, changeFact, ownFact } from './editing/change-fact.js';
import { type Additions, checkAdditions } from './editing/check-additions.js';
import { checkFieldPolicy } from './editing/check-inheritance.js';
import { oneColumn, requireColumnOf } from './editing/one-column.js';
import { openItem } from './editing/open-item.js';
import { printField } from './editing/print-field.js';
import { refuseUnder } from './editing/refuse-under.js';
import { requireExpected } from './editing/require-expected.js';
import { fieldPolicies } from './field-policy.js';

export interface AppendToField {
  readonly divisionCode: string;
  readonly itemCode: string;
  /** The edition that the change is proposed in (R-I13); left out where it takes effect at once. */
  readonly editionId?: string | null;
  readonly value: Additions;
  readonly reason?: string | null;
  readonly basis?: string | null;
  /** Id of the own additions that the editor saw, null for none; leave out to write without asking. */
  readonly expectedFactId?: string | null;
}

/**
 * Adds elements, bases or channels to what is inherited (R-I03, R-I04, R-I07); the division's earlier additions stay.
 * At the division that defines the item the list itself grows. Errors as data: DUPLICATE, INVALID, REQUIRED,
 * RULE_VIOLATION, NOT_ALLOWED_HERE, CONFLICT.
 */
export async function appendToField(tx: Tx, actor: Actor, input: AppendToField): Promise<CatalogueChange> {
  const field = oneColumn(input.value);
  const open = await openItem(tx, actor, { ...input, roles: fieldPolicies[field].roles });
  requireColumnOf(open, field);
  const defines = open.inherited === null;
  const slot = defines ? 'VALUE' : 'APPEND';
  const own = ownFact(open, field, slot);
  await requireExpected(tx, open, { own, expected: input.expectedFactId });
  const forbidden = checkFieldPolicy(open, field, 'APPEND');
  const faults = forbidden === null ? checkAdditions(open.pack, open.current, input.value) : [forbidden];
  const inputs = [{ name: `现有${fieldPolicies[field].label}`, value: printField(open.current, field) }];
  if (faults.length > 0) {
    refuseUnder(open.pack, ...faults.map((fault) => ({ ...fault, path: ['value', ...fault.path], inputs })));
  }
  return changeFact(tx, actor, {
    open,
    verb: 'append-to-field',
    fact: {
      field,
      slot,
      state: defines ? 'DEFINED' : 'APPEND',
      value: joined(own, input.value),
      reason: input.reason ?? null,
      basis: input.basis ?? null,
      rule: defines ? null : fieldPolicies[field].rule,
    },
  });
}

function joined(own: CatalogueFact | undefined, value: Additions): CatalogueFact['value'] {
  if (value.elements !== undefined) return [...(own?.field === 'elements' ? (own.value ?? []) : []), ...value.elements];
  if (value.bases !== undefined) return [...(own?.field === 'bases' ? (own.value ?? []) : []), ...value.bases];
  return [...(own?.field === 'channels' ? (own.value ?? []) : []), ...(value.channels ?? [])];
}
