import { isDeepStrictEqual } from 'node:util';
import { columnFields, type ColumnValues } from '../editing/check-columns.js';
import { channels, type EffectiveItem } from '../effective-item.js';
import { basisKey } from '../resolution/merge-lists.js';
import { completeColumns } from './complete-columns.js';
import { columnsOfItem, fittedTo, isSameAssignment } from './row-columns.js';
import type { RowChange, RowRequests } from './row-requests.js';

/**
 * Of an item that the division defines, what the row says takes the place of what the row said before, and what the
 * division added stays. An inherited item is only completed: lists grow, a comparable deadline gets shorter, another
 * function discloses; and what an older version of the row had completed goes with it.
 */
export function rowRequests(item: EffectiveItem, change: RowChange): RowRequests {
  if (item.definedAt !== item.divisionCode) return completeColumns(item, change);
  const { before, after, level } = change;
  return replaceColumns(item, before === undefined ? before : fittedTo(level, before), fittedTo(level, after));
}

function replaceColumns(item: EffectiveItem, before: ColumnValues | undefined, after: ColumnValues): RowRequests {
  const now = columnsOfItem(item);
  const wanted = withOwnAdditions(now, before, after);
  const overrides = columnFields.flatMap((field): ColumnValues[] => {
    if (wanted[field] === undefined) return [];
    if (field === 'responsibility') {
      const standing = before === undefined ? now.responsibility : before.responsibility;
      return isSameAssignment(standing, wanted.responsibility) ? [] : [{ responsibility: wanted.responsibility }];
    }
    return isDeepStrictEqual(now[field] ?? null, wanted[field]) ? [] : [{ [field]: wanted[field] }];
  });
  return { withdrawals: [], resets: [], overrides, additions: [], left: [] };
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
    // A row without a note says nothing of one.
    note: after.note ?? (now.note === before?.note ? null : now.note),
  };
}
