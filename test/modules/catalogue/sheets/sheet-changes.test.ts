import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../../src/modules/catalogue/load-catalogue.js';
import { readFacts } from '../../../../src/modules/catalogue/read-catalogue.js';
import type { Catalogue } from '../../../../src/modules/catalogue/catalogue.js';
import { printSheet } from '../../../../src/modules/catalogue/sheets/print-sheet.js';
import { readSheet } from '../../../../src/modules/catalogue/sheets/read-sheet.js';
import { sheetChanges } from '../../../../src/modules/catalogue/sheets/sheet-changes.js';
import {
  readSheetFile,
  type SheetFormat,
  sheetFormats,
  writeSheetFile,
} from '../../../../src/modules/catalogue/sheets/sheet-file.js';
import { sheetItems } from '../../../../src/modules/catalogue/sheets/sheet-item.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { newest } from '../../../../src/modules/jurisdictions/select-directory.js';
import { demoDatabase } from '../../../support/test-database.js';
import { aboutOneFact } from '../arbitrary-catalogue.js';
import { catalogueOf } from '../resident-catalogue.js';

const at = new Date('2026-03-02T01:00:00Z');

/** Export, then import: what would change. Without a format the table goes through no file. */
async function roundTrip(catalogue: Catalogue, divisionCode: string, format?: SheetFormat) {
  const { directory } = catalogue;
  const items = catalogue.effectiveItems(divisionCode);
  const division = directory.division(divisionCode) ?? { code: divisionCode, name: '' };
  const grid = printSheet({ division, sequence: catalogue.sequence, items: sheetItems(items, directory) });
  const read = format === undefined ? grid : await readSheetFile(await writeSheetFile(grid, format, at), format);
  const sheet = readSheet(read);
  const { changes, faults, absent } = sheetChanges({ divisionCode, items, directory }, sheet);
  return { leaves: sheet.items.length, changes, faults: [...sheet.faults, ...faults], absent };
}

describe('the demo city', async () => {
  const db = await demoDatabase();
  const directory = await loadDirectory(db, newest);
  const catalogue = await loadCatalogue(db, directory, newest);
  const nothing = { changes: [], faults: [], absent: [] };
  const city = directory.divisions().filter((division) => division.level !== 'STREET');
  const busy = new Set((await readFacts(db, { at: newest })).map((fact) => fact.divisionCode));

  test('every division: export then import changes nothing', async () => {
    let leaves = 0;
    for (const { code } of directory.divisions()) {
      const result = await roundTrip(catalogue, code);
      expect({ code, ...result }).toEqual({ code, leaves: result.leaves, ...nothing });
      leaves += result.leaves;
    }
    expect(leaves).toBeGreaterThan(directory.divisions().length * 50);
  }, 60_000);

  test('every division that says something itself: the same by a CSV file', async () => {
    expect(busy.size).toBeGreaterThan(30);
    for (const code of busy) expect(await roundTrip(catalogue, code, 'CSV')).toMatchObject({ ...nothing });
  });

  test('the city and its districts: the same by an XLSX file', async () => {
    expect(city.length).toBe(17);
    for (const { code } of city) expect(await roundTrip(catalogue, code, 'XLSX')).toMatchObject({ ...nothing });
  });
});

test.each(sheetFormats)('any catalogue: export then import as %s changes nothing at any division', async (format) => {
  let leaves = 0;
  await fc.assert(
    fc.asyncProperty(aboutOneFact, async ({ subject, ...rows }) => {
      const result = await roundTrip(catalogueOf(rows), subject.division_code, format);
      expect(result).toEqual({ leaves: result.leaves, changes: [], faults: [], absent: [] });
      leaves += result.leaves;
    }),
    { numRuns: format === 'CSV' ? 300 : 40 },
  );
  expect(leaves).toBeGreaterThan(format === 'CSV' ? 100 : 5);
});
