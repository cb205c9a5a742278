import { expect, test } from 'vitest';
import { readCoverage } from '../../../../src/modules/compliance/items/read-coverage.js';
import { readElementCoverage } from '../../../../src/modules/compliance/elements/read-element-coverage.js';
import { addFact, people, person, settleCatalogue } from '../../../support/builders-content.js';
import { content, placed, withdrawn } from '../../../support/builders-publication.js';
import { testDatabase } from '../../../support/test-database.js';
import { ids } from '../../jurisdictions/small-country.js';

const db = await testDatabase();
await settleCatalogue(db);
const office = person(31, 'DISCLOSURE_OFFICE', '310107');
const reason = '本街道没有此类服务';
await addFact(db, 'T-01-01', {
  field: 'applicability',
  value: null,
  state: 'SUPPRESS',
  divisionCode: '310107005',
});
await db.sql(`update catalogue_fact set reason = $1 where state = 'SUPPRESS'`, [reason]);
const ofStreet = { divisionCode: '310107005', leadBodyId: ids.caoyang, originBodyId: ids.caoyang };
const [full = '', bare = '', gone = ''] = await placed(db, [
  content({
    itemCodes: ['T-01-01'],
    elements: [
      { element: 'scope', name: '适用范围', text: '全体居民' },
      { element: 'contact', name: '联系方式', text: '021-5550-0101' },
    ],
  }),
  content({ itemCodes: ['T-01-01', 'T-01-02'], elements: [{ element: 'scope', name: '适用范围', text: '老年人' }] }),
  content({ ...ofStreet, itemCodes: ['T-01-02'] }),
]);
await withdrawn(db, gone);

const counts = (PUBLISHED: number, SUPPRESSED: number, EMPTY: number) => ({ PUBLISHED, SUPPRESSED, EMPTY });

test('for every division below: content, a reasoned suppression, or nothing; rolled up by level and part', async () => {
  const leaf = await readCoverage(db, people.supervisor, { itemCode: 'T-01-01', divisionCode: '310000', first: 2 });
  expect({ ...leaf, cells: [] }).toEqual({
    counts: counts(1, 1, 2),
    levels: [
      { level: 'CITY', ...counts(0, 0, 1) },
      { level: 'DISTRICT', ...counts(1, 0, 1) },
      { level: 'STREET', ...counts(0, 1, 0) },
    ],
    parts: [
      { divisionCode: '310000', divisionName: '上海市', ...counts(0, 0, 1) },
      { divisionCode: '310101', divisionName: '黄浦区', ...counts(0, 0, 1) },
      { divisionCode: '310107', divisionName: '普陀区', ...counts(1, 1, 0) },
    ],
    cells: [],
    hasNextPage: true,
  });
  const after = leaf.cells.at(-1)?.cursor;
  const rest = await readCoverage(db, office, { itemCode: 'T-01-01', divisionCode: '310107', first: 9 });
  const cell = {
    divisionCode: '310107',
    divisionName: '普陀区',
    itemCode: 'T-01-01',
    itemName: '事项T-01-01',
    links: 0,
  };
  const street = { ...cell, divisionCode: '310107005', divisionName: '曹杨新村街道' };
  const seen = rest.cells.map(({ cursor, ...shown }) => ({ ...shown, hasCursor: cursor !== '' }));
  expect(seen).toEqual([
    { ...cell, state: 'PUBLISHED', records: 2, reason: null, hasCursor: true },
    { ...street, state: 'SUPPRESSED', records: 0, reason, hasCursor: true },
  ]);
  const page = { itemCode: 'T-01-01', divisionCode: '310000', first: 9, after };
  const next = await readCoverage(db, people.supervisor, page);
  expect(next.cells.map(({ cursor, ...shown }) => ({ ...shown, hasCursor: cursor !== '' }))).toEqual(seen);
});

test('a node stands for all its leaves, where each of them shows; what was withdrawn is nothing', async () => {
  const query = { itemCode: 'T-01', divisionCode: '310000', first: 100 };
  const node = await readCoverage(db, people.supervisor, { ...query, state: 'EMPTY' });
  expect(node.counts, 'two leaves in four divisions, and one for the city').toEqual(counts(2, 1, 6));
  expect(node.cells.map((cell) => `${cell.divisionCode}/${cell.itemCode}`)).toEqual([
    '310000/T-01-01',
    '310000/T-01-02',
    '310000/T-01-03',
    '310101/T-01-01',
    '310101/T-01-02',
    '310107005/T-01-02',
  ]);
});

test('each record stands beside the elements that its leaves have now', async () => {
  const query = { divisionCode: '310107', first: 10 };
  const all = await readElementCoverage(db, office, query);
  const found = new Map(all.records.map((record) => [record.disclosureId, record]));
  const tip = { itemCode: 'T-01-01', element: 'tip', name: '提示', required: false };
  const contact = { itemCode: 'T-01-01', element: 'contact', name: '联系方式', required: true };
  expect(found.size).toBe(2);
  expect(found.get(full)).toMatchObject({
    required: 2,
    requiredGiven: 2,
    optional: 1,
    optionalGiven: 0,
    missing: [tip],
  });
  expect(found.get(bare)).toMatchObject({ required: 2, requiredGiven: 1, optional: 1, missing: [contact, tip] });
  const lacking = await readElementCoverage(db, office, { ...query, itemCode: 'T-01', lacking: 'REQUIRED' });
  expect(lacking.records.map((record) => record.disclosureId)).toEqual([bare]);
  const first = await readElementCoverage(db, office, { ...query, first: 1, lacking: 'ANY' });
  expect(first.hasNextPage).toBe(true);
  const second = await readElementCoverage(db, office, {
    ...query,
    first: 1,
    lacking: 'ANY',
    after: first.records[0]?.cursor,
  });
  expect([...first.records, ...second.records].map((record) => record.disclosureId)).toEqual([...found.keys()]);
  expect(second.hasNextPage).toBe(false);
});

test('it is for those who supervise the place', async () => {
  const query = { itemCode: 'T-01', divisionCode: '310107', first: 1 };
  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );
  expect(await codeOf(readCoverage(db, people.drafter, query))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await codeOf(readCoverage(db, office, { ...query, divisionCode: '310000' }))).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await codeOf(readCoverage(db, office, { ...query, divisionCode: '319999' }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await codeOf(readCoverage(db, office, { ...query, itemCode: 'T-99' }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await codeOf(readElementCoverage(db, people.drafter, query))).toMatchObject({ code: 'FORBIDDEN' });
});
