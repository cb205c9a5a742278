import { isDeepStrictEqual } from 'node:util';
import { comparable, isShorterOrEqual, shortest, type Term } from '../../rules/term.js';
import type { Additions } from '../editing/check-additions.js';
import type { ColumnField, ColumnValues } from '../editing/check-columns.js';
import type { CatalogueField, EffectiveItem, FactOrigin } from '../effective-item.js';
import { basisKey } from '../resolution/merge-lists.js';
import { columnsOfItem, isSameAssignment } from './row-columns.js';
import type { ResettableField, RowChange, RowRequests } from './row-requests.js';

/** What is asked of one field that has one value. */
interface FieldRequest {
  readonly override?: ColumnValues;
  readonly reset?: ResettableField;
  readonly left?: ColumnField;
}

/** How an inherited item comes to say what a row says, as far as a lower level may say it. */
export function completeColumns(item: EffectiveItem, { before = {}, after }: RowChange): RowRequests {
  const now = columnsOfItem(item);
  const single = [
    deadlineRequest(item, before, after),
    assignmentRequest(item, before, after),
    noteRequest(item, before, after),
  ];
  const withdrawn = withdrawnAdditions(item, before, after);
  const gone = new Set(withdrawn.elements?.map(({ id }) => id));
  const known = new Map(now.elements?.filter(({ id }) => !gone.has(id)).map((element) => [element.id, element]));
  const bases = new Set(now.bases?.map(basisKey));
  const elements = (after.elements ?? []).filter(({ id }) => !known.has(id));
  const altered = (after.elements ?? []).some((one) => known.has(one.id) && !isDeepStrictEqual(known.get(one.id), one));
  const added = (after.bases ?? []).filter((basis) => !bases.has(basisKey(basis)));
  const ticked = (after.channels ?? []).filter((channel) => now.channels?.includes(channel) !== true);
  const fixed: readonly ColumnField[] = ['name', 'audience', 'levels'];
  return {
    withdrawals: listsOf(withdrawn),
    resets: single.flatMap(({ reset }) => reset ?? []),
    overrides: single.flatMap(({ override }) => override ?? []),
    additions: listsOf({ elements, bases: added, channels: ticked }),
    left: [
      ...fixed.filter((field) => after[field] !== undefined && !isDeepStrictEqual(after[field], now[field])),
      ...(altered ? (['elements'] as const) : []),
      ...single.flatMap(({ left }) => left ?? []),
    ],
  };
}

/** One request for each list that is not empty. */
function listsOf({ elements = [], bases = [], channels = [] }: Additions): Additions[] {
  return [
    ...(elements.length > 0 ? [{ elements }] : []),
    ...(bases.length > 0 ? [{ bases }] : []),
    ...(channels.length > 0 ? [{ channels }] : []),
  ];
}

/** Of the division's own additions those that the row said before, and says otherwise or not any more. */
function withdrawnAdditions(item: EffectiveItem, before: ColumnValues, after: ColumnValues): Additions {
  const own = ({ origin }: { readonly origin: FactOrigin }): boolean =>
    isOwn(item, origin) && origin.state === 'APPEND';
  const now = columnsOfItem(item);
  const elements = (before.elements ?? []).filter(
    (one) =>
      item.elements.some((element) => element.id === one.id && own(element)) &&
      now.elements?.some((element) => isDeepStrictEqual(element, one)) === true &&
      after.elements?.some((element) => isDeepStrictEqual(element, one)) !== true,
  );
  const kept = new Set(after.bases?.map(basisKey));
  const ownBases = new Set(
    item.bases.filter(own).map(({ title, docNo, clause }) => basisKey({ title, docNo, clause })),
  );
  const bases = (before.bases ?? []).filter((one) => ownBases.has(basisKey(one)) && !kept.has(basisKey(one)));
  const channels = (before.channels ?? []).filter(
    (one) =>
      item.channels.some((tick) => tick.channel === one && tick.ticked && own(tick)) &&
      after.channels?.includes(one) !== true,
  );
  return { elements, bases, channels };
}

/** R-I05: a lower level can only shorten; what it shortened for an older version of the row is open again. */
function deadlineRequest(item: EffectiveItem, before: ColumnValues, after: ColumnValues): FieldRequest {
  const standing = item.deadline === null ? [] : [item.deadline, ...item.deadline.others];
  const said = standing.find(({ origin }) => isOwn(item, origin))?.term;
  const fromRow = said !== undefined && before.deadline != null && isDeepStrictEqual(said, commitment(before.deadline));
  const wanted = after.deadline ?? null;
  if (fromRow && wanted !== null && isDeepStrictEqual(said, commitment(wanted))) return {};
  const others = standing.filter(({ origin }) => !(fromRow && isOwn(item, origin))).map(({ term }) => term);
  const back: FieldRequest = fromRow ? { reset: 'deadline' } : {};
  if (wanted === null || others.some((term) => isDeepStrictEqual(term, wanted))) return back;
  const [first, ...rest] = others.filter((term) => comparable(term, wanted));
  if (first === undefined) return { ...back, left: 'deadline' };
  if (isShorterOrEqual(shortest(first, ...rest), wanted)) return back;
  return { override: { deadline: wanted } };
}

/** As it is kept: what a lower level shortens is its commitment. */
function commitment(term: Term): Term {
  return { ...term, kind: 'COMMITTED' };
}

/** R-I06: a function is found anew at every division; a body that is named may be nobody's down here. */
function assignmentRequest(item: EffectiveItem, before: ColumnValues, after: ColumnValues): FieldRequest {
  const now = item.assignment;
  const own = saysItself(item, 'responsibility');
  const fromRow = own && before.responsibility != null && isSameAssignment(now, before.responsibility);
  const back: FieldRequest = fromRow ? { reset: 'responsibility' } : {};
  const wanted = after.responsibility ?? null;
  if (wanted === null) return back;
  // What the division decided itself stays until the row says something new.
  if (isSameAssignment(now, wanted) || isSameAssignment(before.responsibility, wanted)) return {};
  return 'function' in wanted ? { override: { responsibility: wanted } } : { ...back, left: 'responsibility' };
}

/** R-I09: a note of the division's own is no template's to change. */
function noteRequest(item: EffectiveItem, before: ColumnValues, after: ColumnValues): FieldRequest {
  const own = saysItself(item, 'note') && item.note !== null;
  const fromRow = own && before.note != null && item.note === before.note;
  if (after.note == null) return fromRow ? { reset: 'note' } : {};
  if (after.note === item.note || (own && !fromRow)) return {};
  return { override: { note: after.note } };
}

function saysItself(item: EffectiveItem, field: CatalogueField): boolean {
  const origins = item.fieldOrigins.find((one) => one.field === field)?.origins ?? [];
  return origins.some((origin) => isOwn(item, origin) && origin.state !== 'LOCK');
}

function isOwn(item: EffectiveItem, origin: FactOrigin): boolean {
  return origin.divisionCode === item.divisionCode;
}
