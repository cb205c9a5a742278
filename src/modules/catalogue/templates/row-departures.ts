import { isDeepStrictEqual } from 'node:util';
import type { AdminLevel } from '../../jurisdictions/directory.js';
import { isShorterOrEqual, type Term } from '../../rules/term.js';
import { columnFields, type ColumnField, type ColumnValues } from '../editing/check-columns.js';
import type { EffectiveItem } from '../effective-item.js';
import { basisKey } from '../resolution/merge-lists.js';
import { columnsOfItem, fittedTo, isSameAssignment } from './row-columns.js';

/**
 * Columns in which an item does not say at its division what a row says, whoever changed it since or never let it. More
 * than the row asks for is no departure: further elements, bases and channels, and of an inherited item a shorter term.
 */
export function rowDepartures(item: EffectiveItem, row: ColumnValues, level: AdminLevel): ColumnField[] {
  const defines = item.definedAt === item.divisionCode;
  const said = defines ? fittedTo(level, row) : row;
  return columnFields.filter((field) => said[field] != null && !says(item, said, { field, defines }));
}

function says(
  item: EffectiveItem,
  row: ColumnValues,
  { field, defines }: { readonly field: ColumnField; readonly defines: boolean },
): boolean {
  const now = columnsOfItem(item);
  switch (field) {
    case 'elements':
      return (row.elements ?? []).every((one) => now.elements?.some((element) => isDeepStrictEqual(element, one)));
    case 'bases': {
      const standing = new Set(now.bases?.map(basisKey));
      return (row.bases ?? []).every((basis) => standing.has(basisKey(basis)));
    }
    case 'channels':
      return (row.channels ?? []).every((channel) => now.channels?.includes(channel));
    case 'responsibility':
      return isSameAssignment(item.assignment, row.responsibility);
    case 'deadline':
      return row.deadline == null || saysTerm(item, row.deadline, defines);
    case 'name':
    case 'audience':
    case 'levels':
    case 'note':
      return isDeepStrictEqual(now[field], row[field]);
  }
}

function saysTerm({ deadline }: EffectiveItem, wanted: Term, defines: boolean): boolean {
  if (deadline === null) return false;
  if (defines) return isDeepStrictEqual(deadline.term, wanted);
  return [deadline, ...deadline.others].some(
    ({ term }) => isDeepStrictEqual(term, wanted) || isShorterOrEqual(term, wanted),
  );
}
