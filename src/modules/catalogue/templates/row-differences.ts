import { isDeepStrictEqual } from 'node:util';
import { type AdminLevel, adminLevels } from '../../jurisdictions/directory.js';
import { isShorterOrEqual } from '../../rules/term.js';
import type { Additions } from '../editing/check-additions.js';
import type { ColumnField, ColumnValues } from '../editing/check-columns.js';
import { columnFields } from '../editing/check-columns.js';
import type { EffectiveItem } from '../effective-item.js';
import { channels } from '../effective-item.js';
import { basisKey } from '../resolution/merge-lists.js';

/** Columns in which two versions of a row say different things. */
export function differingFields(before: ColumnValues, after: ColumnValues): ColumnField[] {
  return columnFields.filter((field) => !isDeepStrictEqual(before[field] ?? null, after[field] ?? null));
}

/** What an item holds, in the form in which a row says it; who discloses is resolved by then and left out. */
export function columnsOfItem(item: EffectiveItem): ColumnValues {
  return {
    name: item.name,
    elements: item.elements.map(({ id, name, identifier, type, required, values }) => {
      return { id, name, identifier, type, required, values };
    }),
    bases: item.bases.map(({ title, docNo, clause }) => ({ title, docNo, clause })),
    deadline: item.deadline?.term ?? null,
    channels: item.channels.filter((one) => one.ticked).map((one) => one.channel),
    audience: { specific: item.audience.specific },
    levels: item.levels,
    note: item.note,
  };
}

/** What taking a row over asks of the verbs, and the fields that only the level above could change. */
export interface RowRequests {
  readonly overrides: readonly ColumnValues[];
  readonly additions: readonly Additions[];
  readonly left: readonly ColumnField[];
}

export function changesNothing({ overrides, additions }: RowRequests): boolean {
  return overrides.length === 0 && additions.length === 0;
}

export interface RowChange {
  /** The row as the division took it over before; undefined the first time. */
  readonly before: ColumnValues | undefined;
  readonly after: ColumnValues;
  /** Of the division that takes the row over. */
  readonly level: AdminLevel;
}

/** A row may be for more levels than the division that takes it over can speak for. */
export function fittedTo(level: AdminLevel, columns: ColumnValues): ColumnValues {
  if (columns.levels === undefined) return columns;
  const own = adminLevels.indexOf(level);
  return { ...columns, levels: columns.levels.filter((one) => adminLevels.indexOf(one) >= own) };
}

/**
 * Of an item that the division defines, what the row says takes the place of what the row said before, and what the
 * division added stays. An inherited item is only completed: lists grow, a comparable deadline gets shorter.
 */
export function rowRequests(item: EffectiveItem, change: RowChange): RowRequests {
  if (item.definedAt !== item.divisionCode) return completeColumns(item, change.after);
  const { before, after, level } = change;
  return replaceColumns(item, before === undefined ? before : fittedTo(level, before), fittedTo(level, after));
}

function replaceColumns(item: EffectiveItem, before: ColumnValues | undefined, after: ColumnValues): RowRequests {
  const now = columnsOfItem(item);
  const wanted = withOwnAdditions(now, before, after);
  const overrides = columnFields.flatMap((field): ColumnValues[] => {
    if (wanted[field] === undefined) return [];
    // Who discloses is not compared with what it was resolved to, but with what the row said.
    const standing = field === 'responsibility' ? before?.responsibility : now[field];
    return isDeepStrictEqual(standing ?? null, wanted[field]) ? [] : [{ [field]: wanted[field] }];
  });
  return { overrides, additions: [], left: [] };
}

function withOwnAdditions(now: ColumnValues, before: ColumnValues | undefined, after: ColumnValues): ColumnValues {
  const ofRow = {
    elements: new Set([...(before?.elements ?? []), ...(after.elements ?? [])].map(({ id }) => id)),
    bases: new Set([...(before?.bases ?? []), ...(after.bases ?? [])].map(basisKey)),
    channels: new Set([...(before?.channels ?? []), ...(after.channels ?? [])]),
  };
  const ticked = new Set([
    ...(after.channels ?? []),
    ...(now.channels ?? []).filter((channel) => !ofRow.channels.has(channel)),
  ]);
  return {
    ...after,
    elements: [...(after.elements ?? []), ...(now.elements ?? []).filter(({ id }) => !ofRow.elements.has(id))],
    bases: [...(after.bases ?? []), ...(now.bases ?? []).filter((basis) => !ofRow.bases.has(basisKey(basis)))],
    channels: channels.filter((channel) => ticked.has(channel)),
  };
}

function completeColumns(item: EffectiveItem, after: ColumnValues): RowRequests {
  const now = columnsOfItem(item);
  const known = new Map(now.elements?.map((element) => [element.id, element]));
  const bases = new Set(now.bases?.map(basisKey));
  const elements = (after.elements ?? []).filter(({ id }) => !known.has(id));
  const altered = (after.elements ?? []).some((one) => known.has(one.id) && !isDeepStrictEqual(known.get(one.id), one));
  const added = (after.bases ?? []).filter((basis) => !bases.has(basisKey(basis)));
  const ticked = (after.channels ?? []).filter((channel) => now.channels?.includes(channel) !== true);
  const [term, standing] = [after.deadline ?? null, now.deadline ?? null];
  const sameTerm =
    term === null || (standing !== null && isShorterOrEqual(standing, term)) || isDeepStrictEqual(term, standing);
  const shorter = !sameTerm && standing !== null && isShorterOrEqual(term, standing);
  const note = after.note != null && after.note !== now.note;
  const fixed: readonly ColumnField[] = ['name', 'audience', 'levels'];
  const left = fixed.filter((field) => after[field] !== undefined && !isDeepStrictEqual(after[field], now[field]));
  return {
    overrides: [...(shorter ? [{ deadline: term }] : []), ...(note ? [{ note: after.note }] : [])],
    additions: [
      ...(elements.length > 0 ? [{ elements }] : []),
      ...(added.length > 0 ? [{ bases: added }] : []),
      ...(ticked.length > 0 ? [{ channels: ticked }] : []),
    ],
    left: [
      ...left,
      ...(altered ? (['elements'] as const) : []),
      ...(sameTerm || shorter ? [] : (['deadline'] as const)),
    ],
  };
}
