import { isDeepStrictEqual } from 'node:util';
import type { Directory } from '../../jurisdictions/directory.js';
import type { ColumnValues } from '../editing/check-columns.js';
import type { Assignment, EffectiveItem } from '../effective-item.js';
import { cellName } from './cell-text.js';
import { basisChanges, channelChanges, elementChanges, identifierOf } from './list-changes.js';
import type { ReadItem, ReadSheet, SheetFault } from './read-sheet.js';
import type { AskedChange, SheetChange } from './sheet-change.js';
import { columnIndex, type SheetColumn } from './sheet-columns.js';
import { categoryLabels } from './sheet-labels.js';
import { bodyNames, pathOf, type SheetItem, sheetItemOf, type SheetNames, sheetNames } from './sheet-item.js';

export interface SheetBase {
  readonly divisionCode: string;
  /** What the division's catalogue says now, in display order, its groups too. */
  readonly items: readonly EffectiveItem[];
  readonly directory: Directory;
}

export interface SheetDifference {
  readonly changes: readonly SheetChange[];
  readonly faults: readonly SheetFault[];
  /** Leaves of the catalogue that the sheet does not have: they stay as they are. */
  readonly absent: readonly string[];
}

/** Everything in which a sheet differs from a catalogue. What could not be read of a row changes nothing. */
export function sheetChanges(base: SheetBase, sheet: ReadSheet): SheetDifference {
  return new Comparison(base).compare(sheet);
}

class Comparison {
  readonly #faults: SheetFault[] = [];
  readonly #leaves: ReadonlyMap<string, EffectiveItem>;
  readonly #byPlace: ReadonlyMap<string, EffectiveItem>;
  readonly #names: SheetNames;
  readonly #bodies: ReadonlyMap<string, string>;
  readonly #isRoot: boolean;

  constructor({ divisionCode, items, directory }: SheetBase) {
    this.#names = sheetNames(items, directory);
    this.#leaves = new Map(items.filter((item) => item.isLeaf).map((item) => [item.code, item]));
    // Where two bear the same name in one group, the first is meant.
    const places = items.toReversed().map((item) => [placeOf(item, this.#names), item] as const);
    this.#byPlace = new Map(places);
    const nameOf = bodyNames(directory);
    this.#bodies = new Map(directory.bodies().map(({ id }) => [nameOf(id), id]));
    this.#isRoot = directory.division(divisionCode)?.parentCode === null;
  }

  compare(sheet: ReadSheet): SheetDifference {
    const seen = new Set<string>();
    const changes = sheet.items.flatMap((row) => {
      const code = row.said.code ?? null;
      const asked = this.#isNew(code, seen) ? this.#added(row, code) : this.#known(row, code ?? '', seen);
      if (code !== null) seen.add(code);
      return asked.map((one) => ({ skipped: 0, ...one, row, itemCode: code }));
    });
    return { changes, faults: this.#faults, absent: [...this.#leaves.keys()].filter((code) => !seen.has(code)) };
  }

  /** Local items get their codes from the system; whoever sets the standard catalogue gives them. */
  #isNew(code: string | null, seen: ReadonlySet<string>): boolean {
    return code === null || (this.#isRoot && !this.#leaves.has(code) && !seen.has(code));
  }

  #known(row: ReadItem, code: string, seen: ReadonlySet<string>): AskedChange[] {
    const item = this.#leaves.get(code);
    if (seen.has(code) || item === undefined) {
      const message = seen.has(code)
        ? `编码“${code}”在表中重复。`
        : `本级目录中没有编码为“${code}”的末级事项；新增事项的编码由系统分配，请留空。`;
      this.#refuse(row, 'code', { code: seen.has(code) ? 'DUPLICATE' : 'INVALID', rule: 'R-I11', message });
      return [];
    }
    const now = sheetItemOf(item, this.#names);
    this.#checkFixed(row, now);
    return [
      ...columnChanges(row.said, now),
      ...elementChanges(item, row.said.elements),
      ...basisChanges(item, row.said.bases),
      ...channelChanges(item, row.said.channels),
      ...this.#bodyChange(row, now),
      ...applicabilityChange(row.said, now),
    ];
  }

  /** What an item is and where it stands is not changed by a sheet. */
  #checkFixed({ said, ...row }: ReadItem, now: SheetItem): void {
    const place = { said, ...row };
    if (said.category !== undefined && said.category !== now.category) {
      const label = categoryLabels[now.category];
      const fault = {
        code: 'NOT_ALLOWED_HERE',
        rule: 'CAT-02',
        message: `事项的类别是“${label}”，不能改动。`,
      } as const;
      this.#refuse(place, 'category', { ...fault, inputs: [{ name: '类别', value: label }] });
    }
    if (said.identifier !== undefined && said.identifier !== now.identifier) {
      const message = `事项的英文标识是“${now.identifier}”，不能改动。`;
      const inputs = [{ name: '英文标识', value: now.identifier }];
      this.#refuse(place, 'identifier', { code: 'NOT_ALLOWED_HERE', rule: 'R-I11', message, inputs });
    }
    if (said.path !== undefined && !isDeepStrictEqual(said.path.slice(0, -1), now.path.slice(0, -1))) {
      const above = now.path.slice(0, -1).join('›') || '(无)';
      const message = `事项在目录中的上级是“${above}”；分类的名称和归属不通过表格变更。`;
      const inputs = [{ name: '上级事项', value: above }];
      this.#refuse(place, 'tier1', { code: 'NOT_ALLOWED_HERE', rule: 'CAT-03', message, inputs });
    }
  }

  #bodyChange(row: ReadItem, now: SheetItem): AskedChange[] {
    const { body, eachBody } = row.said;
    if (body === undefined || (body === now.body && eachBody === now.eachBody)) return [];
    const responsibility = this.#responsibility(row);
    if (responsibility === undefined) return [];
    return [{ request: { verb: 'overrideField', value: { responsibility } }, column: 'body' }];
  }

  /** By registered name, or a function as `职能：CIVIL_AFFAIRS`; undefined where the register has no such body. */
  #responsibility(row: ReadItem): Assignment | null | undefined {
    const { body = null, eachBody } = row.said;
    if (body === null) return null;
    const each = eachBody === true ? { eachBody: true } : {};
    const carried = /^职能[：:]\s*([A-Z][A-Z0-9_]*)$/u.exec(body)?.[1];
    if (carried !== undefined) return { function: carried, ...each };
    const bodyId = this.#bodies.get(body);
    if (bodyId !== undefined) return { bodyId, ...each };
    const message = `机关名录中没有“${body}”，请填写登记的全称。`;
    this.#refuse(row, 'body', { code: 'INVALID', rule: 'R-I06', message });
    return undefined;
  }

  #added(row: ReadItem, code: string | null): AskedChange[] {
    const { said } = row;
    if (this.#isRoot && code === null) {
      const message = '标准目录的新事项由本级给定编码，请填写事项编码。';
      this.#refuse(row, 'code', { code: 'REQUIRED', rule: 'R-I11', message });
      return [];
    }
    const path = said.path ?? [];
    const parent = this.#parentOf(said.category, path.slice(0, -1));
    if (path.length < 2 || parent === undefined) {
      const message = `没有名为“${path.slice(0, -1).join('›')}”的上级事项，新的末级事项须设在已有的事项之下。`;
      this.#refuse(row, path.length < 2 ? 'tier2' : 'tier1', { code: 'INVALID', rule: 'R-I11', message });
      return [];
    }
    const responsibility = this.#responsibility(row);
    const { elements, bases, deadline, channels, specific, levels, note } = said;
    const read = elements && bases && channels && levels && deadline !== undefined && specific !== undefined;
    if (!read || responsibility === undefined) return [];
    const columns: ColumnValues = {
      name: path.at(-1) ?? '',
      elements: elements.map((element) => ({ ...element, identifier: identifierOf(element.id) })),
      bases,
      deadline,
      responsibility,
      channels,
      audience: { specific },
      levels,
      note: note ?? null,
    };
    const identifier = said.identifier ?? '';
    const { code: parentCode, category, pilotField } = parent;
    const request: AskedChange['request'] =
      code === null
        ? { verb: 'addLocalItem', parentCode, identifier, columns }
        : { verb: 'addItem', item: { code, parentCode, category, isLeaf: true, identifier, pilotField, columns } };
    return [{ request, column: 'tier2' }];
  }

  #parentOf(category: SheetItem['category'] | undefined, path: readonly string[]): EffectiveItem | undefined {
    return this.#byPlace.get(JSON.stringify([category, ...path]));
  }

  #refuse({ row }: Pick<ReadItem, 'row'>, column: SheetColumn, fault: Omit<SheetFault, 'cell'>): void {
    this.#faults.push({ cell: cellName(row, columnIndex(column)), ...fault });
  }
}

function placeOf(item: EffectiveItem, names: SheetNames): string {
  return JSON.stringify([item.category, ...pathOf(item, names)]);
}

/** Columns of one value. */
function columnChanges(said: ReadItem['said'], now: SheetItem): AskedChange[] {
  const name = said.path?.at(-1);
  const asked: readonly (readonly [SheetColumn, ColumnValues, unknown, unknown])[] = [
    [now.path.length > 1 ? 'tier2' : 'tier1', { name }, name, now.path.at(-1)],
    ['deadline', { deadline: said.deadline }, said.deadline, now.deadline],
    ['specific', { audience: { specific: said.specific ?? null } }, said.specific, now.specific],
    ['level CITY', { levels: said.levels }, said.levels, now.levels],
    ['note', { note: said.note }, said.note, now.note],
  ];
  return asked
    .filter(([, , wanted, before]) => wanted !== undefined && !isDeepStrictEqual(wanted, before))
    .map(([column, value]) => ({ request: { verb: 'overrideField', value }, column }));
}

function applicabilityChange(said: ReadItem['said'], now: SheetItem): AskedChange[] {
  const column = 'applicability';
  if (said.applicability === undefined || said.applicability === now.applicability) return [];
  switch (said.applicability) {
    case 'APPLICABLE':
      return [{ request: { verb: 'resetField', field: 'applicability' }, column }];
    case 'NOT_APPLICABLE':
      return [{ request: { verb: 'suppressItem' }, column }];
    case 'RETIRED':
      return [{ request: { verb: 'retireItem' }, column }];
  }
}
