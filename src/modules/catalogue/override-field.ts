import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import { type CatalogueChange, changeFact, ownFact } from './editing/change-fact.js';
import type { ColumnValues } from './editing/check-columns.js';
import { checkOverride } from './editing/check-override.js';
import { oneColumn, requireColumnOf } from './editing/one-column.js';
import { openItem } from './editing/open-item.js';
import { refuseUnder } from './editing/refuse-under.js';
import { requireExpected } from './editing/require-expected.js';
import { fieldPolicies } from './field-policy.js';

export interface OverrideField {
  readonly divisionCode: string;
  readonly itemCode: string;
  /** The edition that the change is proposed in (R-I13); left out where it takes effect at once. */
  readonly editionId?: string | null;
  /** Exactly one member; null is an explicit empty value. */
  readonly value: ColumnValues;
  readonly reason?: string | null;
  /** What the change rests on, in words. */
  readonly basis?: string | null;
  /** Id of the own fact that the editor saw, null for none; leave out to write without asking. */
  readonly expectedFactId?: string | null;
}

/**
 * Sets one field from this division down; at the division that defines the item, anew for everybody.
 * Refuses what the table of fields forbids below (R-I01 … R-I09), what is locked above, and values that break their
 * column's own rules. Errors as data: CONFLICT, INVALID, REQUIRED, RULE_VIOLATION, NOT_ALLOWED_HERE.
 */
export async function overrideField(tx: Tx, actor: Actor, input: OverrideField): Promise<CatalogueChange> {
  const field = oneColumn(input.value);
  const cites = field === 'bases' || field === 'deadline';
  const open = await openItem(tx, actor, { ...input, roles: fieldPolicies[field].roles, cites });
  requireColumnOf(open, field);
  await requireExpected(tx, open, { own: ownFact(open, field, 'VALUE'), expected: input.expectedFactId });
  const faults = await checkOverride(tx, open, { field, columns: input.value });
  if (faults.length > 0) {
    refuseUnder(open.pack, ...faults.map((fault) => ({ ...fault, path: ['value', ...fault.path] })));
  }
  const defines = open.inherited === null;
  const { deadline } = input.value;
  // R-I05: what a lower level shortens is its commitment, whatever the upper term was.
  const value = !defines && deadline ? { ...deadline, kind: 'COMMITTED' as const } : input.value[field];
  return changeFact(tx, actor, {
    open,
    verb: 'override-field',
    fact: {
      field,
      slot: 'VALUE',
      state: defines ? 'DEFINED' : 'OVERRIDE',
      value: value ?? null,
      reason: input.reason ?? null,
      basis: input.basis ?? null,
      rule: defines ? null : fieldPolicies[field].rule,
    },
  });
}
