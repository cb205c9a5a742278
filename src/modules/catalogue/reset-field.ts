import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import { type CatalogueChange, closeFacts } from './editing/change-fact.js';
import { openItem } from './editing/open-item.js';
import { printField } from './editing/print-field.js';
import { refuseUnder } from './editing/refuse-under.js';
import { requireExpected } from './editing/require-expected.js';
import type { CatalogueField } from './effective-item.js';
import { fieldPolicies } from './field-policy.js';

export interface ResetField {
  readonly divisionCode: string;
  readonly itemCode: string;
  /** The edition that the change is proposed in (R-I13); left out where it takes effect at once. */
  readonly editionId?: string | null;
  readonly field: CatalogueField;
  readonly expectedFactId?: string | null;
  /** The value above is taken over, which nobody has to approve again. */
  readonly followsAbove?: boolean;
}

/**
 * Takes back what the division said of a field, its additions too; the inherited value shows again. A lock stays.
 * Kept values under a lock above may be taken back as well. Errors as data: NOT_ALLOWED_HERE, CONFLICT.
 */
export async function resetField(tx: Tx, actor: Actor, input: ResetField): Promise<CatalogueChange> {
  const { roles, label, rule } = fieldPolicies[input.field];
  const open = await openItem(tx, actor, { ...input, roles, cites: false });
  const facts = open.own.filter((fact) => fact.field === input.field && fact.slot !== 'LOCK');
  await requireExpected(tx, open, { own: facts[0], expected: input.expectedFactId });
  const inputs = [{ name: label, value: printField(open.current, input.field) }];
  if (open.inherited === null) {
    const message = '事项由本级设定，没有可以恢复的上级内容。';
    refuseUnder(open.pack, { code: 'NOT_ALLOWED_HERE', path: ['field'], message, rule, inputs });
  }
  if (facts.length === 0) {
    const message = `本级没有变更“${label}”，无须恢复。`;
    refuseUnder(open.pack, { code: 'NOT_ALLOWED_HERE', path: ['field'], message, rule, inputs });
  }
  const { field, followsAbove } = input;
  return closeFacts(tx, actor, { open, verb: 'reset-field', field, facts, followsAbove });
}
