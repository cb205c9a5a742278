import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { columnIndex } from '../../src/modules/catalogue/sheets/sheet-columns.js';
import { readSheetFile, type SheetFormat, writeSheetFile } from '../../src/modules/catalogue/sheets/sheet-file.js';
import { OpenSheet } from '../modules/catalogue/sheets/sheet-of.js';
import { EditionPath } from '../support/by-edition.js';
import { everythingStored } from '../support/everything-stored.js';
import { actWith } from '../support/flow-act.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const template = 'YL-02-03';
const Report = z.object({
  rows: z.number(),
  changes: z.number(),
  faults: z.array(z.object({ cell: z.string(), code: z.string(), rule: z.string().nullable(), message: z.string() })),
});
type Report = z.infer<typeof Report>;

/** The table as anybody downloads it. */
async function downloaded(division: string, format: SheetFormat = 'XLSX'): Promise<OpenSheet> {
  const url = `/catalogue/${division}.${format.toLowerCase()}`;
  const { rows } = await readSheetFile((await app.server.inject({ method: 'GET', url })).rawPayload, format);
  return new OpenSheet(rows.map((row) => [...row]));
}

/** What of a leaf the table says on each of its rows, its groups written out. */
function blockOf(sheet: OpenSheet, code: string): string[][] {
  const start = sheet.rowOf(code);
  const next = sheet.rows.findIndex((row, index) => index > start && row[columnIndex('seq')] !== '');
  const rows = sheet.rows.slice(start, next < 0 ? undefined : next).map((row) => [...row]);
  for (const column of ['category', 'tier1'] as const) {
    const above = sheet.rows.slice(0, start + 1).findLast((row) => row[columnIndex(column)] !== '');
    rows[0]?.splice(columnIndex(column), 1, above?.[columnIndex(column)] ?? '');
  }
  return rows;
}

async function imported(
  token: string,
  sheet: OpenSheet,
  more: { divisionCode: string; dryRun: boolean; editionId?: string; format?: SheetFormat },
): Promise<Report> {
  const { format = 'XLSX', ...input } = more;
  const bytes = await writeSheetFile({ name: '目录', rows: sheet.rows, merges: [] }, format, new Date(0));
  const content = Buffer.from(bytes).toString('base64');
  const fields = 'report { rows changes faults { cell code rule message } }';
  const outcome = await actWith(app, token, {
    mutation: 'importCatalogueSheet',
    input: { ...input, format, content },
    fields,
  });
  expect([outcome.told, outcome.code]).toEqual([[], null]);
  return Report.parse(outcome.payload['report']);
}

describe('the city’s own catalogue', () => {
  it('of more than a thousand leaves comes by one table, and the table of it asks for nothing more', async () => {
    const token = await app.signIn('city-office');
    const sheet = await downloaded('310000');
    const [first = [], ...rest] = blockOf(sheet, template);
    const leaves = sheet.rows.filter((row) => row[columnIndex('code')] !== '').length - 1;
    for (let index = 0; index < 1_000; index += 1) {
      const row = [...first];
      row[columnIndex('code')] = `YL-02-X${index}`;
      row[columnIndex('identifier')] = `NEW_ITEM_${index}`;
      row[columnIndex('tier2')] = (first[columnIndex('tier2')] ?? '').replace(/[^›]*$/, `示例新增事项${index}`);
      sheet.rows.push(row, ...rest);
    }
    const asked = { divisionCode: '310000' };
    const before = await everythingStored(app.db);
    expect(await imported(token, sheet, { ...asked, dryRun: true })).toMatchObject({ changes: 1_000, faults: [] });
    expect(await everythingStored(app.db)).toEqual(before);

    const edition = await EditionPath.open(app, { token, ...asked });
    const report = await imported(token, sheet, { ...asked, dryRun: false, editionId: edition.id });
    expect(report).toEqual({ rows: leaves + 1_000, changes: 1_000, faults: [] });
    await edition.publish();
    await app.store.follower.catchUp();
    for (const format of ['XLSX', 'CSV'] as const) {
      const now = await downloaded('310000', format);
      const again = await imported(token, now, { ...asked, dryRun: true, format });
      expect(again).toEqual({ rows: leaves + 1_000, changes: 0, faults: [] });
    }
    const { data } = await app.publicly('{ catalogueItem(division: "310107005", code: "YL-02-X999") { name } }');
    expect(data).toEqual({ catalogueItem: { name: '示例新增事项999' } });
  }, 120_000);
});

describe('a table of a district', () => {
  it('with 500 faults of all kinds tells 500, and changes nothing of what is there or was proposed', async () => {
    const token = await app.signIn('putuo-office');
    const asked = { divisionCode: '310107' };
    const edition = await EditionPath.open(app, { token, ...asked });
    const good = (await downloaded('310107')).type('WH-01-01', 'note', '先提出的备注');
    await imported(token, good, { ...asked, dryRun: false, editionId: edition.id });

    const sheet = (await downloaded('310107')).type('WH-01-01', 'note', '另一备注').type('WH-01-02', 'note', '备注');
    const codes = sheet.rows.map((row) => row[columnIndex('code')] ?? '').filter((code) => /^(ZH|QL|SJ)/.test(code));
    const expected: string[] = [];
    const faulty = (code: string, rule: string): void => void expected.push(`${code} ${rule}`);
    for (const code of codes.slice(0, 50)) {
      // What cannot be read, what a rule forbids, and what is fixed: three faults in one row.
      sheet.type(code, 'method', '不公开').type(code, 'level CITY', '有').type(code, 'identifier', 'OTHER');
      faulty('INVALID', 'CAT-01');
      faulty('INVALID', 'CAT-01');
      faulty('NOT_ALLOWED_HERE', 'R-I11');
    }
    const [first = []] = blockOf(sheet, template);
    for (let index = 0; index < 350; index += 1) {
      const row = [...first];
      row[columnIndex('code')] = index % 2 === 0 ? `XX-${index}` : '';
      row[columnIndex('identifier')] = 'lower-case';
      row[columnIndex('level CITY')] = '';
      row[columnIndex('tier2')] = (first[columnIndex('tier2')] ?? '').replace(/[^›]*$/, `示例事项${index}`);
      sheet.rows.push(row);
      faulty('INVALID', 'R-I11');
    }
    const before = await everythingStored(app.db);
    const report = await imported(token, sheet, { ...asked, dryRun: false, editionId: edition.id });
    expect(await everythingStored(app.db)).toEqual(before);
    expect(report.faults).toHaveLength(500);
    expect(report.faults.map(({ code, rule }) => `${code} ${rule ?? ''}`).toSorted()).toEqual(expected.toSorted());
    expect(new Set(report.faults.map(({ cell }) => cell)).size).toBe(500);
  }, 60_000);
});
