import fc from 'fast-check';
import { catalogueCategories, channels, elementTypes } from '../../../../src/modules/catalogue/effective-item.js';
import { plainText } from '../../../../src/modules/catalogue/sheets/cell-text.js';
import { plainTerm, type SheetItem } from '../../../../src/modules/catalogue/sheets/sheet-item.js';
import { adminLevels } from '../../../../src/modules/jurisdictions/directory.js';
import { arbitraryTermWith } from '../arbitrary-term.js';

/** What spreadsheets, formulas, separators and escapes trip over, and any text at all that the store can hold. */
const nasty = fc.constantFrom(
  '=1+1',
  "'=x",
  "''",
  '+86',
  '-5',
  '@SUM(A1)',
  '＝甲',
  '|calc',
  '_x0041_',
  '_x005F_',
  'a,b;"c"',
  '甲›乙',
  '甲、乙',
  '甲\\',
  '\\-',
  '-',
  '文\n字',
  '1.0',
  'TRUE',
  '2026-01-02',
  '007',
  '依据：',
  '最迟·',
  '：',
  '：甲',
  '｜',
  '√',
  '(各机关分别公开)',
  '<b>&amp;</b>',
  '\u{20BB7}',
);
const text = fc
  .oneof(
    nasty,
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.tuple(nasty, nasty).map((two) => two.join('')),
  )
  .map(plainText);
const said = text.filter((one) => one !== '');
const line = said.map((one) => one.replaceAll('\n', ' ')).filter((one) => one.trim() !== '');
const maybe = fc.option(said);
const maybeLine = fc.option(line);

const citation = fc.record({ title: line, docNo: maybeLine, clause: maybeLine });
const element = fc.record({
  id: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/),
  name: text,
  type: fc.constantFrom(...elementTypes),
  required: fc.boolean(),
  values: fc.array(text, { maxLength: 3 }),
});

export const arbitrarySheetItem: fc.Arbitrary<SheetItem> = fc
  .record({
    code: fc.stringMatching(/^[A-Z]{2}-[0-9]{2}$/),
    identifier: fc.stringMatching(/^[A-Z][A-Z0-9_]{1,8}$/),
    category: fc.constantFrom(...catalogueCategories),
    path: fc.array(text, { minLength: 1, maxLength: 4 }),
    elements: fc.array(element, { maxLength: 4 }),
    bases: fc.array(fc.record({ title: said, docNo: maybe, clause: maybe }), { maxLength: 3 }),
    deadline: fc.option(arbitraryTermWith(citation).map(plainTerm)),
    body: fc.option(line),
    eachBody: fc.boolean(),
    channels: fc.subarray([...channels]),
    specific: fc.option(text),
    levels: fc.subarray([...adminLevels]),
    note: maybe,
    applicability: fc.constantFrom('APPLICABLE' as const, 'NOT_APPLICABLE' as const),
  })
  .map((item): SheetItem => ({ ...item, eachBody: item.eachBody && item.body !== null }));
