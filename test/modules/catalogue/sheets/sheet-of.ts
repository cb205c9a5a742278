import { findEdition } from '../../../../src/modules/catalogue/editions/find-edition.js';
import { previewEdition } from '../../../../src/modules/catalogue/editions/preview-edition.js';
import type { EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { resolveFromDatabase } from '../../../../src/modules/catalogue/resolve-from-database.js';
import { printSheet } from '../../../../src/modules/catalogue/sheets/print-sheet.js';
import { columnIndex, type SheetColumn, sheetColumns } from '../../../../src/modules/catalogue/sheets/sheet-columns.js';
import { writeSheetFile } from '../../../../src/modules/catalogue/sheets/sheet-file.js';
import { sheetItems } from '../../../../src/modules/catalogue/sheets/sheet-item.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import type { Database } from '../../../../src/platform/db/database.js';

/** A division's table as somebody has it open: rows of cells to be typed over. */
export class OpenSheet {
  constructor(readonly rows: string[][]) {}

  /** Types into a column of the row in which an item begins, or of a line below. */
  type(code: string, column: SheetColumn, text: string, line = 0): this {
    const row = this.rows[this.rowOf(code) + line];
    if (row === undefined) throw new Error(`The sheet has no row ${line} of ${code}.`);
    row[columnIndex(column)] = text;
    return this;
  }

  /** Puts a row below a line of an item. */
  insert(code: string, line: number, cells: Partial<Record<SheetColumn, string>>): this {
    this.rows.splice(this.rowOf(code) + line + 1, 0, rowOf(cells));
    return this;
  }

  append(cells: Partial<Record<SheetColumn, string>>): this {
    this.rows.push(rowOf(cells));
    return this;
  }

  rowOf(code: string): number {
    const row = this.rows.findIndex((cells) => cells[columnIndex('code')] === code);
    if (row < 0) throw new Error(`The sheet has no ${code}.`);
    return row;
  }

  /** The table as a CSV file. */
  file(): Promise<Uint8Array> {
    return writeSheetFile({ name: '', rows: this.rows, merges: [] }, 'CSV', new Date(0));
  }
}

function rowOf(cells: Partial<Record<SheetColumn, string>>): string[] {
  return sheetColumns.map(({ column }) => cells[column] ?? '');
}

/** What everybody downloads now; with an edition, what would be there if it were published. */
export async function openSheet(db: Database, divisionCode: string, editionId?: string): Promise<OpenSheet> {
  const { sequence } = await readHead(db);
  const directory = await loadDirectory(db, sequence);
  const items = await itemsOf(db, divisionCode, editionId);
  const division = directory.division(divisionCode) ?? { code: divisionCode, name: '' };
  const { rows } = printSheet({ division, sequence, items: sheetItems(items, directory) });
  return new OpenSheet(rows.map((row) => [...row]));
}

async function itemsOf(db: Database, divisionCode: string, editionId?: string): Promise<readonly EffectiveItem[]> {
  const { sequence: at } = await readHead(db);
  if (editionId === undefined) {
    return resolveFromDatabase(db, await loadDirectory(db, at), { divisionCode, at });
  }
  const edition = await findEdition(db, editionId);
  if (edition === null) throw new Error(`There is no edition ${editionId}.`);
  return (await previewEdition(db, edition)).effectiveItems(divisionCode);
}
