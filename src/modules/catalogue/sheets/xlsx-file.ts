import { type CellStyle, readXlsx, type WriteSheet, writeXlsx } from 'hucre';
import { AppError } from '../../../platform/errors/app-error.js';
import { checkArchive } from './check-archive.js';
import { guardFormula, withoutGuard } from './cell-text.js';
import { headRows, printedColumns, sheetColumns } from './sheet-columns.js';
import type { SheetGrid } from './sheet-grid.js';
import { sheetLimits, unreadable } from './sheet-limits.js';

/** Texts that the format itself reads as the code of a character are told apart by the code of their underline. */
const coded = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** The same bytes for the same grid and moment; every cell is a text, none a formula. */
export async function writeXlsxFile(grid: SheetGrid, at: Date): Promise<Uint8Array> {
  const rows = grid.rows.map((row) =>
    row.map((cell) => (cell === '' ? null : guardFormula(cell).replace(coded, '_x005F_'))),
  );
  const properties = { title: grid.rows[0]?.[0] ?? grid.name, creator: 'Tongyuan', created: at, modified: at };
  return writeXlsx({ sheets: [{ name: grid.name, rows, merges: [...grid.merges], ...layout(grid) }], properties });
}

const edge = { style: 'thin' } as const;
const cellStyle: CellStyle = {
  alignment: { wrapText: true, vertical: 'center' },
  border: { top: edge, right: edge, bottom: edge, left: edge },
  font: { name: '宋体', size: 9 },
};
const headStyle: CellStyle = {
  ...cellStyle,
  alignment: { ...cellStyle.alignment, horizontal: 'center' },
  font: { ...cellStyle.font, bold: true },
};

/** What the printed page looks like: the table alone, landscape, as wide as the paper, its headings on every page. */
function layout({ rows }: SheetGrid): Omit<WriteSheet, 'name'> {
  const heads = rows
    .slice(0, headRows)
    .flatMap((row, index) => row.map((_, column) => [`${index},${column}`, { style: headStyle }] as const));
  return {
    cells: new Map(heads),
    columns: sheetColumns.map(({ width }) => ({ width, style: cellStyle })),
    freezePane: { rows: headRows },
    pageSetup: {
      orientation: 'landscape',
      paperSize: 'a3',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printArea: `$A$1:$${columnLetters(printedColumns - 1)}$${Math.max(rows.length, headRows)}`,
      printTitlesRow: `$3:$${headRows}`,
    },
  };
}

function columnLetters(index: number): string {
  const first = index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '';
  return `${first}${String.fromCharCode(65 + (index % 26))}`;
}

/** The cells of the first sheet as texts. Errors: BAD_USER_INPUT for what is no workbook, is locked or is too large. */
export async function readXlsxFile(bytes: Uint8Array): Promise<string[][]> {
  checkArchive(bytes);
  try {
    const lastColumn = columnLetters(sheetColumns.length - 1);
    const { sheets } = await readXlsx(bytes, { sheets: [0], range: `A1:${lastColumn}${sheetLimits.rows + 1}` });
    const [sheet] = sheets;
    if (sheet === undefined) throw unreadable('文件中没有工作表。');
    return sheet.rows.map((row) => row.map(textOf));
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Nothing but the bytes takes part in reading them: whatever goes wrong is theirs.
    throw unreadable('文件不是有效的 XLSX 表格，或者已加密。');
  }
}

function textOf(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return withoutGuard(String(value));
}
