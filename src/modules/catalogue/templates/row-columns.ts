import { isDeepStrictEqual } from 'node:util';
import { type AdminLevel, adminLevels } from '../../jurisdictions/directory.js';
import { columnFields, type ColumnField, type ColumnValues } from '../editing/check-columns.js';
import type { Assignment, EffectiveItem } from '../effective-item.js';

/** Columns in which two versions of a row say different things. */
export function differingFields(before: ColumnValues, after: ColumnValues): ColumnField[] {
  return columnFields.filter((field) => !isDeepStrictEqual(before[field] ?? null, after[field] ?? null));
}

/** What an item holds, in the form in which a row says it. */
export function columnsOfItem(item: EffectiveItem): ColumnValues {
  return {
    name: item.name,
    elements: item.elements.map(({ id, name, identifier, type, required, values }) => {
      return { id, name, identifier, type, required, values };
    }),
    bases: item.bases.map(({ title, docNo, clause }) => ({ title, docNo, clause })),
    deadline: item.deadline?.term ?? null,
    responsibility: item.assignment,
    channels: item.channels.filter((one) => one.ticked).map((one) => one.channel),
    audience: { specific: item.audience.specific },
    levels: item.levels,
    note: item.note,
  };
}

/** Whether two rows name the same body or function. */
export function isSameAssignment(one: Assignment | null | undefined, other: Assignment | null | undefined): boolean {
  if (one == null || other == null) return (one ?? null) === (other ?? null);
  const parts = (value: Assignment) => ({ ...value, eachBody: value.eachBody === true });
  return isDeepStrictEqual(parts(one), parts(other));
}

/** A row may be for more levels than the division that takes it over can speak for. */
export function fittedTo(level: AdminLevel, columns: ColumnValues): ColumnValues {
  if (columns.levels === undefined) return columns;
  const own = adminLevels.indexOf(level);
  return { ...columns, levels: columns.levels.filter((one) => adminLevels.indexOf(one) >= own) };
}
