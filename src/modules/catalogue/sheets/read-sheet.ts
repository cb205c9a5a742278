import type { Explanation, ExplanationInput } from '../../../platform/errors/explanation.js';
import type { UserErrorCode } from '../../../platform/errors/user-errors.js';
import { adminLevels } from '../../jurisdictions/directory.js';
import { type CatalogueCategory, channels } from '../effective-item.js';
import { cellName, plainOrNull, plainText, splitCell } from './cell-text.js';
import { eachBodyLine, tick } from './print-sheet.js';
import { columnIndex, headRows, type SheetColumn, sheetColumns } from './sheet-columns.js';
import type { SheetGrid } from './sheet-grid.js';
import { plainBasis, type SheetElement, type SheetItem } from './sheet-item.js';
import { applicabilityLabels, categoryLabels, elementTypeLabels, namedBy, namesOf } from './sheet-labels.js';
import { readTerm, termSample } from './term-text.js';

/** One fault of a sheet, by the cell that an editor has to look at. */
export interface SheetFault {
  /** `C7`. */
  readonly cell: string;
  readonly code: UserErrorCode;
  readonly rule: string | null;
  readonly message: string;
  /** The values that forbid it, where the explanation does not name them already. */
  readonly inputs?: readonly ExplanationInput[];
  readonly explanation?: Explanation;
}

/** One block of rows. What could not be read is left out, and named among the faults. */
export interface ReadItem {
  readonly row: number;
  readonly said: { readonly [Key in keyof SheetItem]?: SheetItem[Key] };
  /** The rows of the elements and bases, in their order. */
  readonly elementRows: readonly number[];
  readonly basisRows: readonly number[];
  readonly reason: string | null;
}

export interface ReadSheet {
  /** The division that the sheet says it is of; null where it does not. */
  readonly divisionCode: string | null;
  readonly items: readonly ReadItem[];
  readonly faults: readonly SheetFault[];
}

/** Reads a sheet in the layout of `printSheet`; every fault of every cell is named. */
export function readSheet({ rows }: Pick<SheetGrid, 'rows'>): ReadSheet {
  const reader = new SheetReader(rows);
  return reader.read();
}

const ticks: ReadonlySet<string> = new Set([tick, '✓', '✔', '■', '☑', '是']);
const blanks: ReadonlySet<string> = new Set(['', '□', '☐', '否']);

class SheetReader {
  readonly #faults: SheetFault[] = [];
  #category: CatalogueCategory | undefined;
  #tier1 = '';

  constructor(private readonly rows: SheetGrid['rows']) {}

  read(): ReadSheet {
    const divisionCode = /区划代码[：:]\s*(\S+)/u.exec(this.#text(1, 'seq'))?.[1] ?? null;
    if (divisionCode === null) {
      this.#fault(1, 'seq', {
        code: 'REQUIRED',
        rule: 'CAT-01',
        message: '第2行应写明区划代码，例如“区划代码：310107”。',
      });
    }
    const items = this.#readHead() ? this.#readItems() : [];
    return { divisionCode, items, faults: this.#faults };
  }

  /** A table with other columns is another table: nothing below is read. */
  #readHead(): boolean {
    const before = this.#faults.length;
    for (const [index, head] of sheetColumns.entries()) {
      const begins = sheetColumns[index - 1]?.over !== head.over;
      const over = this.#text(headRows - 2, head.column);
      const own = this.#text(headRows - 1, head.column);
      const whole = head.label === head.over;
      if (begins && over !== head.over) this.#head(headRows - 2, head.column, head.over);
      if (!whole && own !== head.label) this.#head(headRows - 1, head.column, head.label);
    }
    return this.#faults.length === before;
  }

  #head(row: number, column: SheetColumn, wanted: string): void {
    this.#fault(row, column, { code: 'INVALID', rule: 'CAT-01', message: `表头应为“${wanted}”。` });
  }

  #readItems(): ReadItem[] {
    const starts = this.rows.flatMap((_, row) => (row >= headRows && this.#starts(row) ? [row] : []));
    const end = this.rows.length;
    const first = starts[0] ?? end;
    for (let row = headRows; row < first; row += 1) this.#refuseStray(row);
    return starts.map((row, index) => this.#readItem(row, starts[index + 1] ?? end));
  }

  /** A new item: whatever numbers, codes or names it. */
  #starts(row: number): boolean {
    const by: readonly SheetColumn[] = ['seq', 'code', 'tier2'];
    return (
      by.some((column) => this.#text(row, column) !== '') ||
      (this.#text(row, 'tier1') !== '' && this.#text(row, 'method') !== '')
    );
  }

  #refuseStray(row: number): void {
    const stray = sheetColumns.find(({ column }) => this.#text(row, column) !== '');
    if (stray !== undefined) {
      this.#fault(row, stray.column, {
        code: 'INVALID',
        rule: 'CAT-01',
        message: '这一行不属于任何事项，请填写序号和事项名称。',
      });
    }
  }

  #readItem(row: number, end: number): ReadItem {
    for (let more = row + 1; more < end; more += 1) this.#refuseBesideLists(more);
    const lines = Array.from({ length: end - row }, (_, index) => row + index);
    const elementRows = lines.filter((line) => this.#saysAny(line, ['elementName', 'elementType', 'elementId']));
    const basisRows = lines.filter((line) => this.#saysAny(line, ['basisTitle', 'basisNo', 'basisClause']));
    const category = this.#readCategory(row);
    const body = this.#readBody(row);
    this.#checkMethod(row);
    return {
      row,
      elementRows,
      basisRows,
      reason: plainOrNull(this.#text(row, 'reason')),
      said: {
        code: plainOrNull(this.#text(row, 'code')),
        identifier: this.#text(row, 'identifier'),
        category,
        path: this.#readPath(row),
        elements: this.#readElements(elementRows),
        bases: basisRows.flatMap((line) => plainBasis(this.#basis(line)) ?? []),
        deadline: this.#readDeadline(row),
        ...body,
        channels: this.#readTicks(row, channels, (channel) => `channel ${channel}`),
        specific: this.#readAudience(row),
        levels: this.#readTicks(row, adminLevels, (level) => `level ${level}`),
        note: plainOrNull(this.#text(row, 'note')),
        applicability: this.#readApplicability(row),
      },
    };
  }

  #refuseBesideLists(row: number): void {
    const [stray] = sheetColumns.filter(
      ({ column }) => !/^(element|basis)/.test(column) && this.#text(row, column) !== '',
    );
    if (stray !== undefined) {
      const message = `续行只填要素和依据；“${stray.label}”应填在事项的第一行。`;
      this.#fault(row, stray.column, { code: 'INVALID', rule: 'CAT-01', message });
    }
  }

  #readCategory(row: number): CatalogueCategory | undefined {
    const label = this.#text(row, 'category');
    if (label === '') return this.#category;
    const category = namedBy(categoryLabels, label);
    if (category === undefined) this.#unknown(row, 'category', { rule: 'CAT-02', labels: categoryLabels });
    this.#category = category;
    return category;
  }

  #readPath(row: number): readonly string[] {
    const tier1 = this.#text(row, 'tier1');
    if (tier1 !== '') this.#tier1 = splitCell(tier1, '›').join('›');
    const lower = splitCell(this.#text(row, 'tier2'), '›');
    return [this.#tier1, ...lower];
  }

  #readElements(lines: readonly number[]): readonly SheetElement[] | undefined {
    const elements = lines.map((row, index): SheetElement | undefined => {
      const [label = '', values] = this.#text(row, 'elementType').split(/[：:]([\s\S]*)/u);
      const type = namedBy(elementTypeLabels, label.trim());
      if (type === undefined) this.#unknown(row, 'elementType', { rule: 'CAT-08', labels: elementTypeLabels });
      const required = this.#readTick(row, 'elementRequired');
      if (type === undefined || required === undefined) return undefined;
      const id = this.#text(row, 'elementId');
      const choices = values === undefined ? [] : splitCell(values.trim(), '、');
      return {
        id: id === '' ? `element${index + 1}` : id,
        name: this.#text(row, 'elementName'),
        type,
        required,
        values: choices,
      };
    });
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }

  #basis(row: number): { title: string; docNo: string | null; clause: string | null } {
    const title = this.#text(row, 'basisTitle').replace(/^《([^《》]*)》$/u, '$1');
    return { title, docNo: this.#text(row, 'basisNo'), clause: this.#text(row, 'basisClause') };
  }

  #readDeadline(row: number): SheetItem['deadline'] | undefined {
    const cell = this.#text(row, 'deadline');
    if (cell === '') return null;
    const term = readTerm(cell);
    if (term !== null) return term;
    const message = `时限应写成“${termSample}”的形式。`;
    this.#fault(row, 'deadline', { code: 'INVALID', rule: 'CAT-10', message });
    return undefined;
  }

  #readBody(row: number): Pick<SheetItem, 'body' | 'eachBody'> {
    const lines = this.#text(row, 'body').split('\n').map(plainText);
    const eachBody = lines.length > 1 && lines.at(-1) === eachBodyLine;
    return { body: plainOrNull((eachBody ? lines.slice(0, -1) : lines).join('\n')), eachBody };
  }

  #readAudience(row: number): string | null | undefined {
    const all = this.#readTick(row, 'allSociety');
    const specific = this.#text(row, 'specific');
    if (all === undefined) return undefined;
    if (!all) return specific;
    if (specific === '') return null;
    const message = '公开对象只能选择“全社会”或者写明“特定对象”之一。';
    this.#fault(row, 'specific', { code: 'INVALID', rule: 'CAT-14', message });
    return undefined;
  }

  /** CAT-15: what is in the catalogue is disclosed proactively; there is no other method. */
  #checkMethod(row: number): void {
    if (this.#readTick(row, 'method') !== false) return;
    const message = '目录事项的公开方式只能是主动公开。';
    this.#fault(row, 'method', { code: 'RULE_VIOLATION', rule: 'CAT-15', message });
  }

  #readApplicability(row: number): SheetItem['applicability'] | undefined {
    const label = this.#text(row, 'applicability');
    const found = label === '' ? 'APPLICABLE' : namedBy(applicabilityLabels, label);
    if (found === undefined) this.#unknown(row, 'applicability', { rule: 'R-I10', labels: applicabilityLabels });
    return found;
  }

  #readTicks<Name extends string>(
    row: number,
    names: readonly Name[],
    columnOf: (name: Name) => SheetColumn,
  ): readonly Name[] | undefined {
    const read = names.map((name) => ({ name, ticked: this.#readTick(row, columnOf(name)) }));
    if (read.some(({ ticked }) => ticked === undefined)) return undefined;
    return read.filter(({ ticked }) => ticked === true).map(({ name }) => name);
  }

  #readTick(row: number, column: SheetColumn): boolean | undefined {
    const cell = this.#text(row, column);
    if (ticks.has(cell)) return true;
    if (blanks.has(cell)) return false;
    this.#fault(row, column, { code: 'INVALID', rule: 'CAT-01', message: `勾选栏只填“${tick}”或者留空。` });
    return undefined;
  }

  #saysAny(row: number, columns: readonly SheetColumn[]): boolean {
    return columns.some((column) => this.#text(row, column) !== '');
  }

  #unknown<Name extends string>(
    row: number,
    column: SheetColumn,
    { rule, labels }: { readonly rule: string; readonly labels: Readonly<Record<Name, string>> },
  ): void {
    const known = namesOf(labels)
      .map((name) => labels[name])
      .join('、');
    const message = `“${this.#text(row, column)}”不在可选范围内：${known}。`;
    this.#fault(row, column, { code: 'INVALID', rule, message });
  }

  #text(row: number, column: SheetColumn): string {
    return plainText(this.rows[row]?.[columnIndex(column)]);
  }

  #fault(row: number, column: SheetColumn, fault: Omit<SheetFault, 'cell'>): void {
    this.#faults.push({ cell: cellName(row, columnIndex(column)), ...fault });
  }
}
