import { parseCsv, writeCsv } from 'hucre';
import { guardFormula, withoutGuard } from './cell-text.js';
import type { SheetGrid } from './sheet-grid.js';
import { sheetLimits, unreadable } from './sheet-limits.js';

/** UTF-8 with its mark, by which spreadsheet programs know it; what is merged stands in the first of its cells. */
export function writeCsvFile({ rows }: SheetGrid): Uint8Array {
  const guarded = rows.map((row) => row.map(guardFormula));
  return new TextEncoder().encode(writeCsv(guarded, { bom: true, quoteStyle: 'required' }));
}

/** Errors: BAD_USER_INPUT for bytes that are no text, in UTF-8 or as spreadsheet programs in Chinese write it. */
export function readCsvFile(bytes: Uint8Array): string[][] {
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
  if (text === null) throw unreadable('文件不是 UTF-8 或者 GB 18030 编码的 CSV 表格。');
  const rows = parseCsv(text, { delimiter: ',', maxRows: sheetLimits.rows + 1 });
  return rows.map((row) => row.map((cell) => withoutGuard(String(cell ?? ''))));
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
