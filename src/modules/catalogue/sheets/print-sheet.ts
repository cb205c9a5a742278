import type { Division } from '../../jurisdictions/directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import { joinCell } from './cell-text.js';
import { headRows, isListColumn, printedColumns, type SheetColumn, sheetColumns } from './sheet-columns.js';
import type { CellRange, SheetGrid } from './sheet-grid.js';
import type { SheetElement, SheetItem } from './sheet-item.js';
import { applicabilityLabels, categoryLabels, elementTypeLabels } from './sheet-labels.js';
import { printTermCell } from './term-text.js';

export const tick = '√';
/** The second line of the cell of a body where every body of the division discloses its own. */
export const eachBodyLine = '(各机关分别公开)';

export interface SheetSource {
  readonly division: Pick<Division, 'code' | 'name'>;
  readonly sequence: Sequence;
  readonly items: readonly SheetItem[];
}

/** The second row of every export: what a table that comes back says it is. */
export function sourceLine({ division, sequence }: Pick<SheetSource, 'division' | 'sequence'>): string {
  return `区划代码：${division.code}　目录版本：${sequence}`;
}

/**
 * A division's catalogue in the layout of the standard table (DB31/T 1297—2021, table A.1): each leaf is a block of
 * rows, one for each element and basis, its other cells merged; category and first tier are merged over their leaves.
 */
export function printSheet(source: SheetSource): SheetGrid {
  const width = sheetColumns.length;
  const title = `${source.division.name}政务公开标准目录`;
  const rows: string[][] = [titleRow(title, width), titleRow(sourceLine(source), width), ...headings()];
  const merges: CellRange[] = [...titleMerges(), ...headMerges()];
  const runs = [new Run('category'), new Run('tier1')];
  for (const [index, item] of source.items.entries()) {
    const startRow = rows.length;
    const said = [item.category, item.path.length > 1 ? JSON.stringify([item.category, item.path[0]]) : ''];
    const fresh = runs.map((run, place) => run.begins(said[place] ?? '', startRow, merges));
    rows.push(...printItem(item, { seq: index + 1, fresh }));
    merges.push(...blockMerges(startRow, rows.length - 1));
  }
  for (const run of runs) run.end(rows.length, merges);
  return { name: '政务公开标准目录', rows, merges };
}

/** Cells of one column that say the same in leaves that follow each other are one; nothing said stands alone. */
class Run {
  #said: string | undefined;
  #from = 0;

  constructor(private readonly column: SheetColumn) {}

  begins(said: string, row: number, merges: CellRange[]): boolean {
    if (said !== '' && said === this.#said) return false;
    this.end(row, merges);
    this.#said = said;
    this.#from = row;
    return true;
  }

  end(row: number, merges: CellRange[]): void {
    if (this.#said === undefined || row - this.#from < 2) return;
    const column = sheetColumns.findIndex((one) => one.column === this.column);
    merges.push({ startRow: this.#from, endRow: row - 1, startCol: column, endCol: column });
  }
}

function titleRow(text: string, width: number): string[] {
  return [text, ...Array.from({ length: width - 1 }, () => '')];
}

function headings(): string[][] {
  const over = sheetColumns.map((head, index) => (sheetColumns[index - 1]?.over === head.over ? '' : head.over));
  const own = sheetColumns.map((head) => (head.label === head.over ? '' : head.label));
  return [over, own];
}

function titleMerges(): CellRange[] {
  return [0, 1].map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: printedColumns - 1 }));
}

function headMerges(): CellRange[] {
  const [overRow, ownRow] = [headRows - 2, headRows - 1];
  return sheetColumns.flatMap((head, index): CellRange[] => {
    if (head.label === head.over) return [{ startRow: overRow, endRow: ownRow, startCol: index, endCol: index }];
    if (sheetColumns[index - 1]?.over === head.over) return [];
    const length = sheetColumns.slice(index).findIndex((one) => one.over !== head.over);
    const endCol = (length < 0 ? sheetColumns.length : index + length) - 1;
    return endCol === index ? [] : [{ startRow: overRow, endRow: overRow, startCol: index, endCol }];
  });
}

function blockMerges(startRow: number, endRow: number): CellRange[] {
  if (endRow === startRow) return [];
  return sheetColumns.flatMap(({ column }, index) =>
    isListColumn(column) || column === 'category' || column === 'tier1'
      ? []
      : [{ startRow, endRow, startCol: index, endCol: index }],
  );
}

interface Place {
  readonly seq: number;
  /** Whether category and first tier are said here, or stand above already. */
  readonly fresh: readonly boolean[];
}

function printItem(item: SheetItem, place: Place): string[][] {
  const height = Math.max(1, item.elements.length, item.bases.length);
  const first = printFirst(item, place);
  return Array.from({ length: height }, (_, line) =>
    sheetColumns.map(({ column }) =>
      isListColumn(column) ? printLine(item, column, line) : line === 0 ? first(column) : '',
    ),
  );
}

function printFirst(item: SheetItem, { seq, fresh }: Place): (column: SheetColumn) => string {
  const [first = '', ...lower] = item.path;
  const [category, tier1] = fresh;
  const cells: Partial<Record<SheetColumn, string>> = {
    seq: String(seq),
    category: category === true ? categoryLabels[item.category] : '',
    tier1: tier1 === true ? joinCell([first], '›') : '',
    tier2: joinCell(lower, '›'),
    deadline: item.deadline === null ? '' : printTermCell(item.deadline),
    body: [item.body ?? '', ...(item.eachBody ? [eachBodyLine] : [])].join('\n'),
    allSociety: item.specific === null ? tick : '',
    specific: item.specific ?? '',
    method: tick,
    note: item.note ?? '',
    applicability: applicabilityLabels[item.applicability],
    code: item.code ?? '',
    identifier: item.identifier,
  };
  const ticked = new Set<SheetColumn>([
    ...item.channels.map((channel) => `channel ${channel}` as const),
    ...item.levels.map((level) => `level ${level}` as const),
  ]);
  return (column) => (ticked.has(column) ? tick : (cells[column] ?? ''));
}

function printLine({ elements, bases }: SheetItem, column: SheetColumn, line: number): string {
  const [element, basis] = [elements[line], bases[line]];
  const cells: Partial<Record<SheetColumn, string | null>> = {
    elementName: element?.name,
    elementType: element === undefined ? '' : printType(element),
    elementRequired: element?.required === true ? tick : '',
    elementId: element?.id,
    basisTitle: basis?.title,
    basisNo: basis?.docNo,
    basisClause: basis?.clause,
  };
  return cells[column] ?? '';
}

function printType({ type, values }: SheetElement): string {
  return values.length === 0 ? elementTypeLabels[type] : `${elementTypeLabels[type]}：${joinCell(values, '、')}`;
}
