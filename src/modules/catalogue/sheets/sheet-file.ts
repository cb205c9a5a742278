import { cellName } from './cell-text.js';
import { readCsvFile, writeCsvFile } from './csv-file.js';
import type { SheetGrid } from './sheet-grid.js';
import { sheetLimits, unreadable } from './sheet-limits.js';
import { readXlsxFile, writeXlsxFile } from './xlsx-file.js';

export const sheetFormats = ['XLSX', 'CSV'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

export const mediaTypes: Readonly<Record<SheetFormat, string>> = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv; charset=utf-8',
};

/** `at`: the moment that the file says it was made; the same grid and moment give the same bytes. */
export async function writeSheetFile(grid: SheetGrid, format: SheetFormat, at: Date): Promise<Uint8Array> {
  return format === 'XLSX' ? writeXlsxFile(grid, at) : writeCsvFile(grid);
}

/** Errors: BAD_USER_INPUT for a file that is too large, or no sheet of that format. */
export async function readSheetFile(bytes: Uint8Array, format: SheetFormat): Promise<Pick<SheetGrid, 'rows'>> {
  if (bytes.length === 0) throw unreadable('文件是空的。');
  if (bytes.length > sheetLimits.file) throw unreadable(`文件不得超过${sheetLimits.file / 1_000}KB。`);
  const rows = format === 'XLSX' ? await readXlsxFile(bytes) : readCsvFile(bytes);
  if (rows.length > sheetLimits.rows) throw unreadable(`表格不得超过${sheetLimits.rows}行。`);
  checkCharacters(rows);
  return { rows };
}

/** What no store keeps unchanged is refused at the door, as in every request. */
function checkCharacters(rows: SheetGrid['rows']): void {
  for (const [row, cells] of rows.entries()) {
    const column = cells.findIndex((cell) => !cell.isWellFormed() || cell.includes('\u0000'));
    if (column >= 0) throw unreadable(`单元格${cellName(row, column)}含有不能保存的字符。`);
  }
}
