import type { Tx } from '../../platform/db/tx.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import { type CatalogueChange, changeFact, ownFact } from './editing/change-fact.js';
import { checkColumns, type ColumnField, type ColumnValues } from './editing/check-columns.js';
import { checkFieldPolicy, checkShortened } from './editing/check-inheritance.js';
import { checkResponsibility } from './editing/check-responsibility.js';
import { oneColumn, requireColumnOf } from './editing/one-column.js';
import { type OpenItem, openItem } from './editing/open-item.js';
import { refuseUnder } from './editing/refuse-under.js';
import { requireExpected } from './editing/require-expected.js';
import { fieldPolicies } from './field-policy.js';
import type { MergedFields } from './resolution/merge-fields.js';
import { checkTerm } from '../rules/check-term.js';
import type { Term } from '../rules/term.js';

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
  const open = await openItem(tx, actor, { ...input, roles: fieldPolicies[field].roles });
  requireColumnOf(open, field);
  await requireExpected(tx, ownFact(open, field, 'VALUE'), { expected: input.expectedFactId, pack: open.pack });
  const faults = await findFaults(tx, open, { field, columns: input.value });
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

async function findFaults(
  tx: Tx,
  open: OpenItem,
  { field, columns }: { readonly field: ColumnField; readonly columns: ColumnValues },
): Promise<readonly UserError[]> {
  const { inherited } = open;
  const forbidden = checkFieldPolicy(open, field, 'OVERRIDE');
  // Unticking the website breaks R-H01 at every level, whatever else forbids it.
  const website = checkColumns(open.pack, columns).filter((fault) => fault.rule === 'R-H01');
  if (forbidden !== null) return [...website, forbidden];
  // Below, the upper term takes the place of the general one: it may come from a law and be longer (R-D03).
  const { deadline } = columns;
  if (inherited !== null && deadline) return findDeadlineFaults(open, inherited, { ...deadline, kind: 'COMMITTED' });
  const faults = checkColumns(open.pack, columns);
  if (columns.responsibility) {
    const outside = await checkResponsibility(tx, open, columns.responsibility);
    if (outside !== null) faults.push(outside);
  }
  return faults;
}

function findDeadlineFaults(open: OpenItem, inherited: MergedFields, term: Term): readonly UserError[] {
  const faults = checkTerm(open.pack, term).map((fault) => ({ ...fault, path: ['deadline'] }));
  const longer = checkShortened(open, inherited, term);
  return faults.length > 0 || longer === null ? faults : [longer];
}
