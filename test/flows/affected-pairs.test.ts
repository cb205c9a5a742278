import { expect, test } from 'vitest';
import { z } from 'zod';
import { addItems } from '../../src/modules/catalogue/add-items.js';
import { retireItem } from '../../src/modules/catalogue/retire-item.js';
import { say } from '../modules/catalogue/drift/lower-facts.js';
import * as small from '../modules/catalogue/small-catalogue.js';
import { ask } from '../support/flow-read.js';
import { testApp } from '../support/test-app.js';

const app = await testApp();
const { city, district, street, otherDistrict, leaf, group, lowerLeaf } = small;
await small.settleCatalogue(app.db);
await say(app.db, { divisionCode: district, field: 'note', value: '区里的备注' });

const Affected = z
  .object({
    totalCount: z.number(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    edges: z.array(
      z.object({
        node: z.object({
          itemCode: z.string(),
          division: z.object({ code: z.string() }),
          item: z.object({ note: z.string().nullable() }).nullable(),
        }),
      }),
    ),
  })
  .nullable();
const shape = z.object({
  changes: z.object({ edges: z.array(z.object({ node: z.object({ kind: z.string(), affected: Affected }) })) }),
});
const query = `query ($after: Sequence!, $first: Int, $page: String) { changes(after: $after, first: 5) { edges { node { kind
  affected(first: $first, after: $page) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { itemCode division { code } item { note } } } } } } } }`;

/** What the entries of one sequence changed for whom. */
async function affectedBy(sequence: bigint, page: { first?: number; page?: string } = {}) {
  await app.store.follower.catchUp();
  const variables = { after: (sequence - 1n).toString(), first: 20, ...page };
  const { changes } = await ask(app, { query, variables, shape, at: sequence.toString() });
  return changes.edges.map((edge) => edge.node);
}

async function pairs(sequence: bigint): Promise<string[][]> {
  const entries = await affectedBy(sequence);
  return entries.map(({ affected }) => {
    const found = affected?.edges.map(({ node }) => `${node.itemCode} ${node.division.code}`) ?? [];
    expect(affected?.totalCount).toBe(found.length);
    return found;
  });
}

const everywhere = [city, otherDistrict, district, street];

test('a value reaches all who inherit it, and not those who have their own nor those below them', async () => {
  const sequence = await say(app.db, { divisionCode: city, field: 'note', value: '市里的备注' });
  expect(await pairs(sequence)).toEqual([[`${leaf} ${city}`, `${leaf} ${otherDistrict}`]]);
  const [entry] = await affectedBy(sequence);
  expect(entry?.affected?.edges.map(({ node }) => node.item)).toEqual([{ note: '市里的备注' }, { note: '市里的备注' }]);
});

test('another reason for the same value changes nothing, and a lock only what it sets aside', async () => {
  const again = { divisionCode: city, field: 'note', value: '市里的备注', reason: '重申' } as const;
  expect(await pairs(await say(app.db, again))).toEqual([[]]);
  const lock = { divisionCode: city, field: 'note', slot: 'LOCK' } as const;
  const setAside = [[`${leaf} ${district}`, `${leaf} ${street}`]];
  expect(await pairs(await say(app.db, { ...lock, state: 'LOCK' }))).toEqual(setAside);
  expect(await pairs(await say(app.db, { ...lock, state: null }))).toEqual(setAside);
});

test('a stricter term does not reach who had a stricter one already', async () => {
  const deadline = (divisionCode: string, amount: number) =>
    say(app.db, { divisionCode, field: 'deadline', value: small.days(amount) });
  expect(await pairs(await deadline(district, 10))).toEqual([[`${leaf} ${district}`, `${leaf} ${street}`]]);
  expect(await pairs(await deadline(city, 12))).toEqual([[`${leaf} ${city}`, `${leaf} ${otherDistrict}`]]);
  expect(await pairs(await deadline(city, 8))).toEqual([everywhere.map((code) => `${leaf} ${code}`)]);
});

test('what is seen only now, or no longer, is told with what stands above it', async () => {
  const columns = small.columns({ levels: ['STREET'] });
  const add = (code: string, more: object) => small.item({ code, identifier: code.replaceAll('-', '_'), ...more });
  const { sequence } = await app.db.transaction((tx) =>
    addItems(tx, small.cityOffice, {
      divisionCode: city,
      items: [
        add('HH', { parentCode: null, isLeaf: false, columns: { name: '另一类', levels: ['CITY'] } }),
        add('HH-01', { parentCode: 'HH', columns }),
      ],
    }),
  );
  expect(await pairs(sequence ?? 0n)).toEqual([[`HH ${city}`, `HH ${street}`], [`HH-01 ${street}`]]);
  const levels = { divisionCode: city, itemCode: 'HH-01', field: 'levels' } as const;
  const shown = await say(app.db, { ...levels, value: ['DISTRICT', 'STREET'] });
  expect(await pairs(shown)).toEqual([
    [`HH ${otherDistrict}`, `HH ${district}`, `HH-01 ${otherDistrict}`, `HH-01 ${district}`, `HH-01 ${street}`],
  ]);
});

test('a retirement ends what stands below it, but not where a basis of its own keeps it', async () => {
  await say(app.db, {
    divisionCode: district,
    field: 'bases',
    slot: 'APPEND',
    state: 'APPEND',
    value: [small.localRule],
  });
  const { sequence } = await app.db.transaction((tx) =>
    retireItem(tx, small.cityOffice, { divisionCode: city, itemCode: group, reason: '合并' }),
  );
  if (sequence === null) throw new Error('The retirement was only proposed.');
  // The group stays listed in the district and its street, for the sake of the leaf that lives on there.
  const ended = [
    ...everywhere.map((code) => `${group} ${code}`),
    ...[city, otherDistrict].map((code) => `${leaf} ${code}`),
    ...[otherDistrict, district, street].map((code) => `${lowerLeaf} ${code}`),
  ];
  expect(await pairs(sequence)).toEqual([ended]);
});

test('a long list is read in pages, and other kinds of changes have none', async () => {
  const sequence = await say(app.db, { divisionCode: city, itemCode: 'HH-01', field: 'name', value: '新名称' });
  const seen: string[] = [];
  let page: string | undefined;
  for (;;) {
    const [entry] = await affectedBy(sequence, { first: 2, ...(page === undefined ? {} : { page }) });
    seen.push(...(entry?.affected?.edges ?? []).map(({ node }) => node.division.code));
    if (entry?.affected?.pageInfo.hasNextPage !== true) break;
    page = entry.affected.pageInfo.endCursor ?? '';
  }
  expect(seen).toEqual([otherDistrict, district, street]);
  expect((await affectedBy(1n)).map(({ kind, affected }) => ({ kind, affected }))).toEqual(
    everywhere.map(() => ({ kind: 'DIVISION_CHANGED', affected: null })),
  );
  const bad = await app.publicly({ query, variables: { after: (sequence - 1n).toString(), first: 101, page: null } });
  expect(bad.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const large = `{ changes(after: "0") { edges { node { affected(first: 100) { edges { node { item { name elements { name } } } } } } } } }`;
  expect((await app.publicly(large)).errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX');
});
