import { describe, expect, test } from 'vitest';
import { printSheet } from '../../src/modules/catalogue/sheets/print-sheet.js';
import { readSheetFile, type SheetFormat, sheetFormats } from '../../src/modules/catalogue/sheets/sheet-file.js';
import { sheetItems } from '../../src/modules/catalogue/sheets/sheet-item.js';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { headOf } from '../support/public-catalogue.js';
import { demoApp, secondNode } from '../support/test-app.js';

const app = await demoApp();
const elsewhere = await secondNode(app, {});
const city = await CatalogueDesk.of(app, 'city-office');

function get(url: string, headers: Record<string, string> = {}, node = app) {
  return node.server.inject({ method: 'GET', url, headers });
}

const types: Readonly<Record<SheetFormat, string>> = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv; charset=utf-8',
};

describe.each(sheetFormats)('the standard table as %s', (format) => {
  const url = `/catalogue/310107.${format.toLowerCase()}`;

  test('is for everybody: what the catalogue says at the newest sequence, under its Chinese name', async () => {
    const sequence = await headOf(app);
    const answer = await get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': types[format],
      'tongyuan-sequence': sequence,
      'cache-control': 'no-cache',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('普陀区政务公开标准目录')}.${format.toLowerCase()}`,
    });
    const { directory, catalogue } = await app.store.states.at(BigInt(sequence));
    const items = sheetItems(catalogue.effectiveItems('310107'), directory);
    const division = { code: '310107', name: '普陀区' };
    const { rows } = await readSheetFile(answer.rawPayload, format);
    expect(rows).toEqual(printSheet({ division, sequence: BigInt(sequence), items }).rows);
    expect(items.length).toBeGreaterThan(80);
  });

  test('has the same bytes at the same sequence, on every node and whatever came later', async () => {
    const before = await get(url);
    const at = String(before.headers['tongyuan-sequence']);
    const { etag = '' } = before.headers;
    expect((await get(url, { 'if-none-match': String(etag) })).statusCode).toBe(304);
    const note = { itemCode: 'ZH-06', value: { note: `全市备注${format}` } };
    await city.does('overrideField', { divisionCode: '310000', ...note });
    const after = await get(url);
    expect(after.headers['tongyuan-sequence']).toBe(String(BigInt(at) + 1n));
    expect(after.rawPayload.equals(before.rawPayload)).toBe(false);
    for (const node of [app, elsewhere]) {
      const again = await get(`${url}?at=${at}`, {}, node);
      expect(again.headers).toMatchObject({ 'tongyuan-sequence': at, etag });
      expect(again.rawPayload.equals(before.rawPayload)).toBe(true);
    }
  });
});

test.each([
  ['/catalogue/319999.csv', 404, 'NOT_FOUND'],
  ['/catalogue/310107.pdf', 404, 'NOT_FOUND'],
  ['/catalogue/310107', 404, 'NOT_FOUND'],
  ['/catalogue/putuo.csv', 404, 'NOT_FOUND'],
  ['/catalogue/310107.csv?at=x', 400, 'BAD_USER_INPUT'],
  ['/catalogue/310107.csv?at=1&at=2', 400, 'BAD_USER_INPUT'],
  ['/catalogue/310107.csv?at=99999999', 400, 'SEQUENCE_AHEAD'],
])('%s is refused with %i and %s', async (url, status, code) => {
  const answer = await get(url);
  expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([status, code]);
});

test('a table comes back through the API of the staff: a dry run tells faults by their cells', async () => {
  const office = await CatalogueDesk.of(app, 'putuo-office');
  const { body } = await get('/catalogue/310107.csv');
  const report = async (text: string, token?: string) => {
    const content = Buffer.from(text).toString('base64');
    const query = `mutation ($input: ImportCatalogueSheetInput!) { importCatalogueSheet(input: $input) {
      report { dryRun changes faults { cell code rule message explanation { rule pack text } } absent editionId } userErrors { code } } }`;
    const input = { divisionCode: '310107', format: 'CSV', content, dryRun: true };
    const { data, errors } = await app.editorially({ query, variables: { input } }, token);
    return data?.['importCatalogueSheet'] ?? errors?.map((error) => error.extensions.code);
  };
  const nothing = { dryRun: true, changes: 0, faults: [], absent: [], editionId: null };
  expect(await report(body, office.token)).toEqual({ report: nothing, userErrors: [] });
  const fault = {
    cell: 'K5',
    code: 'INVALID',
    rule: 'CAT-10',
    message: '时限应写成“法定：自信息形成之日起20个工作日内”的形式。',
    explanation: {
      rule: 'CAT-10',
      pack: 'SHANGHAI',
      text: '时限应写成“法定：自信息形成之日起20个工作日内”的形式。',
    },
  };
  const late = await report(body.replace('法定：自信息变更之日起20个工作日内', '二十天以内'), office.token);
  expect(late).toEqual({ report: { ...nothing, faults: [fault] }, userErrors: [] });
  expect(await report(body)).toEqual(['UNAUTHENTICATED']);
  expect(await report('', office.token)).toEqual(['BAD_USER_INPUT']);
});

test('a division without a catalogue at an early sequence has a table of headings', async () => {
  const answer = await get('/catalogue/310107.csv?at=3');
  expect([answer.statusCode, answer.body.split('\r\n').length]).toEqual([200, 4]);
});
