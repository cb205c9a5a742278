import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { Additions } from '../editing/check-additions.js';
import type { ColumnField, ColumnValues } from '../editing/check-columns.js';

/** Fields that a division gives one value, which it can take back. */
export type ResettableField = 'deadline' | 'responsibility' | 'note';

/** What taking a row over asks of the verbs, and the fields that could not be taken over. */
export interface RowRequests {
  /** What the row made the division add before and does not say any more. */
  readonly withdrawals: readonly Additions[];
  /** What the row made the division set before: the inherited value shows again. */
  readonly resets: readonly ResettableField[];
  readonly overrides: readonly ColumnValues[];
  readonly additions: readonly Additions[];
  readonly left: readonly ColumnField[];
}

export function changesNothing({ withdrawals, resets, overrides, additions }: RowRequests): boolean {
  return [withdrawals, resets, overrides, additions].every((requests) => requests.length === 0);
}

export interface RowChange {
  /** The row as the division took it over before; undefined the first time. */
  readonly before: ColumnValues | undefined;
  /** Empty where the row was dropped. */
  readonly after: ColumnValues;
  /** Of the division that takes the row over. */
  readonly level: AdminLevel;
}
