import { getNamedType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildPublicSchema } from '../../src/modules/delivery/build-public-schema.js';
import { bodyId } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const schema = await buildPublicSchema();

interface List {
  /** `Type.field`, as the schema has it. */
  readonly field: string;
  /** What stands around the field, with `%` in its place. */
  readonly around: string;
  /** Arguments beside those of the page. */
  readonly args?: string;
  /** Selects of a node what is its own. */
  readonly key?: string;
}

const { catalogue } = await ask(app, {
  query: '{ catalogue(division: "310107") { roots { code disclosures { totalCount } } } }',
  shape: z.object({
    catalogue: z.object({
      roots: z.array(z.object({ code: z.string(), disclosures: z.object({ totalCount: z.number() }) })),
    }),
  }),
});
const [fullest] = catalogue.roots.toSorted((one, other) => other.disclosures.totalCount - one.disclosures.totalCount);
const item = `catalogueItem(division: "310107", code: "${fullest?.code}")`;
/** One way to each connection of the schema, and to the orders and filters of the large ones. */
const lists: readonly List[] = [
  {
    field: 'Catalogue.differences',
    around: 'catalogue(division: "310107") { % }',
    args: 'with: "310101"',
    key: 'itemCode',
  },
  { field: 'Query.bodies', around: '%' },
  { field: 'Query.bodies', around: '%', args: 'division: "310107"' },
  { field: 'Query.disclosures', around: '%' },
  { field: 'Query.disclosures', around: '%', args: 'orderBy: PUBLISHED_OLDEST' },
  { field: 'Query.disclosures', around: '%', args: 'orderBy: UPDATED_NEWEST' },
  { field: 'Query.disclosures', around: '%', args: 'orderBy: TITLE' },
  { field: 'Query.disclosures', around: '%', args: 'where: { kinds: [STATISTIC] }' },
  { field: 'Query.search', around: '%', args: 'query: "社区"' },
  { field: 'Query.search', around: '%', args: 'query: "示例", orderBy: PUBLISHED_NEWEST' },
  { field: 'Query.search', around: '%', args: 'where: { kinds: [POLICY_DOCUMENT] }' },
  { field: 'Division.bodies', around: 'division(code: "310107") { % }' },
  { field: 'Division.disclosures', around: 'division(code: "310107") { % }' },
  { field: 'Body.disclosures', around: `body(id: "${bodyId('310107005-street-office')}") { % }` },
  { field: 'Catalogue.items', around: 'catalogue(division: "310107005") { % }', key: 'code' },
  { field: 'CatalogueItem.disclosures', around: `${item} { % }` },
];

const named = lists.map((list) => [`${list.field} ${list.args ?? ''}`.trim(), list] as const);

const pageShape = z.object({
  totalCount: z.number(),
  edges: z.array(z.object({ cursor: z.string(), node: z.object({ key: z.string() }) })),
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});
type Page = z.infer<typeof pageShape>;

const selection = (key: string): string =>
  `totalCount edges { cursor node { key: ${key} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

function question({ field, around, args = '', key = 'id' }: List, page: string): string {
  const [, name = ''] = field.split('.');
  const given = [args, page].filter((part) => part !== '').join(', ');
  return `{ ${around.replace('%', () => `list: ${name}(${given}) { ${selection(key)} }`)} }`;
}

/** The list, however deep it stands. */
function listIn(data: unknown): unknown {
  const { list, ...others } = z.record(z.string(), z.unknown()).parse(data);
  return list ?? listIn(Object.values(others)[0]);
}

async function read(list: List, page: string): Promise<Page> {
  const answer = await app.publicly(question(list, page));
  expect(answer.errors).toBeUndefined();
  return pageShape.parse(listIn(answer.data));
}

async function codeOf(list: List, page: string): Promise<string | undefined> {
  const { errors } = await app.publicly(question(list, page));
  return errors?.[0]?.extensions.code;
}

/** Every page of a size, first to last. */
async function walk(list: List, first: number): Promise<Page[]> {
  const pages: Page[] = [];
  let after = '';
  for (;;) {
    const page = await read(list, `first: ${first}${after}`);
    pages.push(page);
    if (!page.pageInfo.hasNextPage || pages.length > 500) return pages;
    after = `, after: ${JSON.stringify(page.pageInfo.endCursor)}`;
  }
}

/** Too short in the demo city, or without an end: their own stories go through them page by page. */
const elsewhere = ['Query.changes', 'Change.affected', 'CatalogueItem.history'];

test('every connection of the schema is tried here', () => {
  const found = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          getNamedType(field.type).name.endsWith('Connection') ? [`${type.name}.${field.name}`] : [],
        )
      : [],
  );
  const tried = new Set(lists.map(({ field }) => field));
  expect(found.toSorted()).toEqual([...tried, ...elsewhere].toSorted());
});

describe.each(named)('%s', (_name, list) => {
  test('by pages of any size: the same nodes once each, as many as it says, with true marks at both ends', async () => {
    const whole = await walk(list, 100);
    const nodes = whole.flatMap((page) => page.edges);
    expect(nodes.length).toBeGreaterThan(3);
    expect(new Set(nodes.map(({ node }) => node.key)).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ cursor }) => cursor)).size).toBe(nodes.length);
    // A page that divides the list ends where the list ends, and must know it.
    for (const size of nodes.length <= 100 ? [7, nodes.length] : [50]) {
      const pages = await walk(list, size);
      expect(pages.flatMap((page) => page.edges)).toEqual(nodes);
      expect(pages.map((page) => page.totalCount)).toEqual(pages.map(() => nodes.length));
      expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_page, index) => index > 0));
      expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual(
        pages.map((_page, index) => index < pages.length - 1),
      );
      for (const { edges, pageInfo } of pages) {
        expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor]);
        expect(edges.length).toBeLessThanOrEqual(size);
      }
    }
  });

  test('first: 0 is empty, 1 is one, 101 and below zero are refused', async () => {
    const none = await read(list, 'first: 0');
    expect(none.edges).toEqual([]);
    expect(none.pageInfo).toMatchObject({ hasPreviousPage: false, startCursor: null, endCursor: null });
    expect(none.totalCount).toBeGreaterThan(0);
    expect((await read(list, 'first: 1')).edges).toHaveLength(1);
    for (const first of [101, -1]) expect(await codeOf(list, `first: ${first}`)).toBe('BAD_USER_INPUT');
    expect(await codeOf(list, 'first: 2147483647')).toBe('OPERATION_TOO_COMPLEX');
    expect(await codeOf(list, 'first: 99999999999')).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a cursor that it did not give is refused, however near it comes', async () => {
    const { edges } = await read(list, 'first: 3');
    const good = edges[1]?.cursor ?? '';
    for (const cursor of forged(good)) {
      expect(await codeOf(list, `after: ${JSON.stringify(cursor)}`), `for ${cursor}`).toBe('BAD_USER_INPUT');
    }
    expect((await read(list, `first: 1, after: ${JSON.stringify(good)}`)).edges[0]).toEqual(edges[2]);
    // Relay: no cursor is no cursor.
    expect((await read(list, 'first: 3, after: null')).edges).toEqual(edges);
  });

  test('nor is the cursor of another list or order', async () => {
    const others = lists.filter((other) => other.field !== list.field || orderOf(other) !== orderOf(list));
    for (const other of others) {
      if (sameList(list, other)) continue;
      const { edges } = await read(other, 'first: 2');
      const cursor = JSON.stringify(edges[1]?.cursor);
      expect(await codeOf(list, `after: ${cursor}`), `${other.field} ${other.args ?? ''}`).toBe('BAD_USER_INPUT');
    }
  });
});

const orderOf = ({ args = '' }: List): string => /orderBy: (\w+)/.exec(args)?.[1] ?? '';

/** The lists of disclosures of a place, body or item are the list of all with a filter. */
function sameList(one: List, other: List): boolean {
  const kind = ({ field }: List): string => field.split('.')[1] ?? '';
  const order = (list: List): string => orderOf(list) || 'default';
  return kind(one) === kind(other) && order(one) === order(other);
}

function forged(good: string): string[] {
  const bytes = Buffer.from(good, 'base64url');
  const flipped = [0, 8, 9, 12, bytes.length - 1].map((at) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy.toString('base64url');
  });
  const open = Buffer.from(JSON.stringify(['2026-01-01T00:00:00.000Z', '0'])).toString('base64url');
  return [
    ...flipped,
    '',
    '0',
    'x',
    good.slice(0, -2),
    `${good}=`,
    `${good}A`,
    ` ${good}`,
    open,
    Buffer.from('arrayconnection:1').toString('base64'),
    bytes.subarray(0, 9).toString('base64url'),
    Buffer.concat([bytes.subarray(0, 9), Buffer.from('["__proto__"]')]).toString('base64url'),
    "' or 1=1 --",
    'A'.repeat(10_000),
  ];
}

describe('changes', () => {
  const shape = z.object({
    changes: z.object({
      upTo: z.string(),
      edges: z.array(z.object({ cursor: z.string(), node: z.object({ sequence: z.string(), subject: z.string() }) })),
      pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean() }),
    }),
  });
  const page = (args: string) =>
    ask(app, {
      query: `{ changes(${args}) { upTo edges { cursor node { sequence subject } } pageInfo { hasNextPage hasPreviousPage } } }`,
      shape,
    });

  test('goes on by sequence: each change once, in pages of any size', async () => {
    const walkBy = async (first: number) => {
      const cursors: string[] = [];
      let after = '0';
      for (;;) {
        const { changes } = await page(`after: "${after}", first: ${first}`);
        cursors.push(...changes.edges.map(({ cursor }) => cursor));
        after = changes.upTo;
        if (!changes.pageInfo.hasNextPage) return cursors;
      }
    };
    const [small, large] = [await walkBy(37), await walkBy(100)];
    expect(small).toEqual(large);
    expect(new Set(small).size).toBe(small.length);
    expect(small.length).toBeGreaterThan(400);
  });

  test('with the bounds of every list, and sequences only', async () => {
    expect((await page('after: "0", first: 0')).changes).toMatchObject({ upTo: '0', edges: [] });
    for (const args of ['after: "0", first: 101', 'after: "0", first: -1']) {
      const { errors } = await app.publicly(`{ changes(${args}) { upTo } }`);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    for (const after of ['"-1"', '"x"', '"1e3"', '" 1"', '"9223372036854775808"', '1.5', '""']) {
      const { errors } = await app.publicly(`{ changes(after: ${after}) { upTo } }`);
      expect(errors?.[0]?.extensions.code, `for ${after}`).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});
