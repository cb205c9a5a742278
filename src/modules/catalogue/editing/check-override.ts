import type { Tx } from '../../../platform/db/tx.js';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { checkTerm } from '../../rules/check-term.js';
import type { Term } from '../../rules/term.js';
import type { MergedFields } from '../resolution/merge-fields.js';
import { checkColumns, type ColumnField, type ColumnValues } from './check-columns.js';
import { checkFieldPolicy, checkShortened } from './check-inheritance.js';
import { checkResponsibility } from './check-responsibility.js';
import type { OpenItem } from './open-item.js';

/**
 * Whether a field may have this value at the division: what the table of fields forbids below, what is locked above,
 * and the column's own rules. Paths begin with the column.
 */
export async function checkOverride(
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
  if (inherited !== null && deadline) return checkDeadline(open, inherited, { ...deadline, kind: 'COMMITTED' });
  const faults = checkColumns(open.pack, columns);
  if (columns.responsibility) {
    const outside = await checkResponsibility(tx, open, columns.responsibility);
    if (outside !== null) faults.push(outside);
  }
  return faults;
}

function checkDeadline(open: OpenItem, inherited: MergedFields, term: Term): readonly UserError[] {
  const faults = checkTerm(open.pack, term).map((fault) => ({ ...fault, path: ['deadline'] }));
  const longer = checkShortened(open, inherited, term);
  return faults.length > 0 || longer === null ? faults : [longer];
}
