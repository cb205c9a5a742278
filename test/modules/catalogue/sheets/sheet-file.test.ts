import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printSheet } from '../../../../src/modules/catalogue/sheets/print-sheet.js';
import { readSheet } from '../../../../src/modules/catalogue/sheets/read-sheet.js';
import { readSheetFile, sheetFormats, writeSheetFile } from '../../../../src/modules/catalogue/sheets/sheet-file.js';
import { arbitrarySheetItem } from './arbitrary-sheet.js';

const division = { code: '310107', name: '普陀区' };
const at = new Date('2026-03-02T01:00:00Z');

test.each(sheetFormats)('whatever a catalogue says comes back from %s as it was', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrarySheetItem, { maxLength: 6 }), async (items) => {
      const file = await writeSheetFile(printSheet({ division, sequence: 7n, items }), format, at);
      const sheet = readSheet(await readSheetFile(file, format));
      expect(sheet.faults).toEqual([]);
      expect(sheet.divisionCode).toBe('310107');
      expect(sheet.items.map(({ said }) => said)).toEqual(items);
    }),
    { numRuns: format === 'CSV' ? 150 : 50 },
  );
});
