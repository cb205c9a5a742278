import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import { type CatalogueChange, closeFacts, ownFact } from './editing/change-fact.js';
import { openItem } from './editing/open-item.js';
import { printField } from './editing/print-field.js';
import { refuseUnder } from './editing/refuse-under.js';
import type { CatalogueField } from './effective-item.js';
import { fieldPolicies } from './field-policy.js';

export interface UnlockField {
  readonly divisionCode: string;
  readonly itemCode: string;
  /** The edition that the change is proposed in (R-I13); left out where it takes effect at once. */
  readonly editionId?: string | null;
  readonly field: CatalogueField;
}

/** Lifts the division's own lock: what divisions below had set counts again. Errors as data: NOT_ALLOWED_HERE. */
export async function unlockField(tx: Tx, actor: Actor, input: UnlockField): Promise<CatalogueChange> {
  const open = await openItem(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'], cites: false });
  const lock = ownFact(open, input.field, 'LOCK');
  if (lock === undefined) {
    const { label, rule } = fieldPolicies[input.field];
    const message = `本级没有锁定“${label}”；上级的锁定由上级解除。`;
    const inputs = [{ name: label, value: printField(open.current, input.field) }];
    refuseUnder(open.pack, { code: 'NOT_ALLOWED_HERE', path: ['field'], message, rule, inputs });
  }
  return closeFacts(tx, actor, { open, verb: 'unlock-field', field: input.field, facts: [lock] });
}
