import { AsyncLocalStorage } from 'node:async_hooks';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { bodyId, publishGuide } from '../support/flow-draft.js';
import { ask, before, type Question } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

// Every answer is made: what is kept costs nothing.
const app = await demoApp({ RESPONSE_CACHE_MB: '0' });

/**
 * The statements of one request: those begun in the asynchronous context of asking it. What the node does by itself,
 * such as looking for new sequences, is nobody's request and is not counted.
 */
const counted = new AsyncLocalStorage<string[]>();
const run = app.db.sql.bind(app.db);
vi.spyOn(app.db, 'sql').mockImplementation((text, params) => {
  counted.getStore()?.push(text);
  return run(text, params);
});

/** Asked once before, so that what is read once for all requests is in memory. */
async function statementsOf<Shape>(question: Question<Shape>): Promise<string[]> {
  await ask(app, question);
  const statements: string[] = [];
  await counted.run(statements, () => ask(app, question));
  return statements;
}

const anything = z.object({}).loose();

const whole = `id indexNo version digest sequence title summary keywords content { html text } elements { name text }
  attachments { name url } attribute mode validity publishedAt updatedAt canonicalUrl
  division { name } responsibleBody { name division { name } } originBody { name }
  item { name bases { title } deadline { text } responsibility { body { name } explanation { rule } } } items { name }`;

interface Known {
  readonly __typename: string;
  readonly id: string;
  readonly indexNo: string;
}
let known: readonly Known[] = [];
let head = '';

beforeAll(async () => {
  head = (await publishGuide(app, { title: '语句计数示例' })).sequence;
  const { disclosures } = await ask(app, {
    query: '{ disclosures(first: 50) { edges { node { __typename id indexNo } } } }',
    shape: z.object({
      disclosures: z.object({
        edges: z.array(z.object({ node: z.object({ __typename: z.string(), id: z.string(), indexNo: z.string() }) })),
      }),
    }),
  });
  known = disclosures.edges.map((edge) => edge.node);
});

describe('one disclosure', () => {
  test('by id, with content, body and item: one statement', async () => {
    const query = `query ($id: ID!) { disclosure(id: $id) { ${whole} } }`;
    expect(await statementsOf({ query, variables: { id: known[0]?.id }, shape: anything })).toHaveLength(1);
  });

  test('a superseded version by its number: one', async () => {
    const query = `query ($id: ID!) { disclosure(id: $id, version: 1) { ${whole} } }`;
    expect(await statementsOf({ query, variables: { id: known[0]?.id }, shape: anything })).toHaveLength(1);
  });

  test('by index number: two, the number first', async () => {
    const query = `query ($indexNo: String!) { disclosure(indexNo: $indexNo) { ${whole} } }`;
    expect(await statementsOf({ query, variables: { indexNo: known[0]?.indexNo }, shape: anything })).toHaveLength(2);
  });

  test('with its versions and relations: one more for each', async () => {
    const query = `query ($id: ID!) { disclosure(id: $id) { ${whole} versions { version } relations { type incoming } } }`;
    expect(await statementsOf({ query, variables: { id: known[0]?.id }, shape: anything })).toHaveLength(3);
  });

  test('as of an older sequence whose state is in memory: two, the moment of that sequence first', async () => {
    const query = `query ($id: ID!) { disclosure(id: $id) { ${whole} } }`;
    const question = { query, variables: { id: known[1]?.id }, shape: anything, at: before(head) };
    expect(await statementsOf(question)).toHaveLength(2);
  });
});

describe('a list', () => {
  const list = `query ($first: Int!) { disclosures(first: $first) { edges { node {
    id title responsibleBody { name } item { name } versions { version digest }
    relations { type incoming disclosure { id title } tombstone { id } } } } } }`;

  test.each([5, 20, 50])('of %i with bodies, items, versions and relations: four at most', async (first) => {
    const statements = await statementsOf({ query: list, variables: { first }, shape: anything });
    expect(statements.length).toBeGreaterThanOrEqual(3);
    expect(statements.length).toBeLessThanOrEqual(4);
  });

  test.each([5, 50])('of %i with everything but what it points at: always three', async (first) => {
    const query = `query ($first: Int!) { disclosures(first: $first) { edges { node {
      id title responsibleBody { name } item { name } versions { version digest } relations { type incoming } } } } }`;
    expect(await statementsOf({ query, variables: { first }, shape: anything })).toHaveLength(3);
  });

  test('of a division, a body and an item: one each, and one for a total that is asked for', async () => {
    const query = `query ($body: ID!) {
      division(code: "310107") { disclosures { edges { node { title } } } }
      body(id: $body) { disclosures { edges { node { title } } } }
      catalogueItem(division: "310107", code: "ZH-04") { disclosures { totalCount edges { node { title } } } } }`;
    const variables = { body: bodyId('310107-civil-affairs') };
    expect(await statementsOf({ query, variables, shape: anything })).toHaveLength(4);
  });
});

test('the catalogue, divisions and bodies at the head: none', async () => {
  const query = `{
    catalogue(division: "310107005") { items(first: 50) { totalCount edges { node {
      code name elements { name origin { level since } } bases { title } deadline { text } responsibility { body { name } }
      channels { label ticked } fieldOrigins { field locked } } } } }
    catalogueItem(division: "310107", code: "ZH-07") { name parent { name } }
    divisions(level: DISTRICT) { name children { name government { name } } }
    bodies(division: "310107") { totalCount edges { node { name division { name } } } }
    checkpoint { sequence at } }`;
  expect(await statementsOf({ query, shape: anything })).toEqual([]);
});

test('the first page of a division as of a sequence that nobody asked for before: three', async () => {
  const query = `{ catalogue(division: "310107005") { items(first: 50) { edges { node {
    name identifier elements { name } bases { title } deadline { text } responsibility { body { name } } channels { ticked } note
    fieldOrigins { field origins { level state since } } } } } } }`;
  const older = String(BigInt(head) - 40n);
  const question = { query, shape: anything, at: older };
  const statements: string[] = [];
  await counted.run(statements, () => ask(app, question));
  expect(statements).toHaveLength(3);
  // From then on its state is in memory.
  expect(await statementsOf(question)).toHaveLength(1);
});

test('a search with its disclosures: three at most, and one for a total that is asked for', async () => {
  const hits =
    'edges { node { id score highlights { field fragments } disclosure { title responsibleBody { name } item { name } } } }';
  const withoutTotal = await statementsOf({ query: `{ search(query: "办事") { ${hits} } }`, shape: anything });
  expect(withoutTotal.length).toBeLessThanOrEqual(3);
  const withTotal = await statementsOf({ query: `{ search(query: "办事") { totalCount ${hits} } }`, shape: anything });
  expect(withTotal).toHaveLength(withoutTotal.length + 1);
});

test('a page of changes with the disclosures they are about: two', async () => {
  const query =
    '{ changes(after: "150", first: 50) { edges { node { sequence kind digest disclosure { title } tombstone { id } } } } }';
  expect(await statementsOf({ query, shape: anything })).toHaveLength(2);
});

test('fifty entities of all types at once: one', async () => {
  const body = bodyId('310107-civil-affairs');
  const representations = [
    ...known.slice(0, 20).map(({ __typename, id }) => ({ __typename, id })),
    ...Array.from({ length: 10 }, () => ({ __typename: 'Division', code: '310107' })),
    ...Array.from({ length: 10 }, () => ({ __typename: 'Body', id: body })),
    ...Array.from({ length: 10 }, () => ({ __typename: 'CatalogueItem', division: { code: '310107' }, code: 'ZH-07' })),
  ];
  const question = {
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Disclosure { title responsibleBody { name } item { name } }
      ... on Division { name } ... on Body { name } ... on CatalogueItem { name } } }`,
    variables: { representations },
    shape: z.object({ _entities: z.array(z.object({}).loose()).length(50) }),
  };
  expect(await statementsOf(question)).toHaveLength(1);
});

test('a hundred nodes, known and unknown: two', async () => {
  const unknown = Array.from({ length: 50 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  const question = {
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: [...known.map(({ id }) => id), ...unknown] },
    shape: z.object({ nodes: z.array(z.unknown()).length(100) }),
  };
  expect(await statementsOf(question)).toHaveLength(2);
});
