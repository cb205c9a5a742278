import { parseCsv, writeCsv } from 'hucre';
import { guardFormula, withoutGuard } from './cell-text.js';
import type { SheetGrid } from './sheet-grid.js';
import { sheetLimits, unreadable } from './sheet-limits.js';

/** UTF-8 with its mark, by which spreadsheet programs know it; what is merged stands in the first of its cells. */
export function writeCsvFile({ rows }: SheetGrid): Uint8Array {
  const guarded = rows.map((row) => row.map(guardFormula));
  return new TextEncoder().encode(writeCsv(guarded, { bom: true, quoteStyle: 'required' }));
}

/** Errors: BAD_USER_INPUT for bytes that are no text in UTF-8. */
export function readCsvFile(bytes: Uint8Array): string[][] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const rows = parseCsv(text, { delimiter: ',', maxRows: sheetLimits.rows + 1 });
    return rows.map((row) => row.map((cell) => withoutGuard(String(cell ?? ''))));
  } catch {
    throw unreadable('文件不是 UTF-8 编码的 CSV 表格。');
  }
}
