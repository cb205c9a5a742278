import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import { type CatalogueChange, changeFact, ownFact } from './editing/change-fact.js';
import { type OverrideBelow, overridesBelow } from './drift/overrides-below.js';
import { checkFieldPolicy } from './editing/check-inheritance.js';
import { requireColumnOf } from './editing/one-column.js';
import { openItem } from './editing/open-item.js';
import { printField } from './editing/print-field.js';
import { refuseUnder } from './editing/refuse-under.js';
import type { CatalogueField } from './effective-item.js';
import { fieldPolicies } from './field-policy.js';

export interface LockField {
  readonly divisionCode: string;
  readonly itemCode: string;
  /** The edition that the change is proposed in (R-I13); left out where it takes effect at once. */
  readonly editionId?: string | null;
  readonly field: CatalogueField;
  readonly reason?: string | null;
  readonly basis?: string | null;
}

export interface LockedField extends CatalogueChange {
  /** The divisions below whose own value the lock sets aside; each gets a task. */
  readonly conflicts: readonly OverrideBelow[];
}

/**
 * Forbids all divisions below to change a field. What they had is kept, does not count while the lock stands, and
 * comes back with `unlockField`. Errors as data: NOT_ALLOWED_HERE under a lock above, DUPLICATE.
 */
export async function lockField(tx: Tx, actor: Actor, input: LockField): Promise<LockedField> {
  const { label, rule } = fieldPolicies[input.field];
  const open = await openItem(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'], cites: false });
  if (input.field !== 'applicability') requireColumnOf(open, input.field, ['field']);
  const forbidden = checkFieldPolicy(open, input.field, 'LOCK');
  if (forbidden !== null) refuseUnder(open.pack, { ...forbidden, path: ['field'] });
  if (ownFact(open, input.field, 'LOCK') !== undefined) {
    const inputs = [{ name: label, value: printField(open.current, input.field) }];
    refuseUnder(open.pack, { code: 'DUPLICATE', path: ['field'], message: `“${label}”已由本级锁定。`, rule, inputs });
  }
  const { field, reason = null, basis = null } = input;
  const fact = { field, slot: 'LOCK', state: 'LOCK', value: null, reason, basis, rule } as const;
  const conflicts = await overridesBelow(tx, { divisionCode: open.division.code, itemCode: open.item.code, field });
  return { ...(await changeFact(tx, actor, { open, verb: 'lock-field', fact })), conflicts };
}
