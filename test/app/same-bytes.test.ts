import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoKeys } from '../support/flow-consumers.js';
import { bodyId, caoyang, civilAffairs, correctGuide, publishGuide } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { overTheWire, type WireAnswer, type WireQuestion } from '../support/over-the-wire.js';
import { Draw, RandomOperations } from '../support/random-operations.js';
import { demoApp, secondNode, type TestApp } from '../support/test-app.js';

/** By plan and kept; by plan; by resolvers and kept; by resolvers alone. */
const kept = await demoApp();
const planned = await secondNode(kept, { RESPONSE_CACHE_MB: '0' });
const keptPlain = await secondNode(kept, { READ_PLANS: 'false' });
const plain = await secondNode(kept, { READ_PLANS: 'false', RESPONSE_CACHE_MB: '0' });
const others: readonly (readonly [string, TestApp])[] = [
  ['by plan, kept', kept],
  ['by plan', planned],
  ['by resolvers, kept', keptPlain],
];

interface Sent {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
}

const own = new Set(['x-request-id', 'date', 'age', 'connection', 'keep-alive']);

const inProcess = (app: TestApp, question: WireQuestion): Promise<WireAnswer> =>
  app.server.inject({
    ...question,
    method: question.method === 'POST' ? 'POST' : question.method === 'HEAD' ? 'HEAD' : 'GET',
  });

async function answerOf(app: TestApp, sent: Sent, ask = inProcess) {
  const { method = 'POST', url = '/graphql', headers = {}, payload } = sent;
  const type: Record<string, string> = payload === undefined ? {} : { 'content-type': 'application/json' };
  const question = { method, url, headers: { ...type, ...headers } };
  const response = await ask(app, payload === undefined ? question : { ...question, payload });
  const told = Object.entries(response.headers).filter(([name]) => !own.has(name));
  // A masked error has a reference of its own.
  const body = response.body.replaceAll(/"reference":"[^"]*"/g, '"reference":"…"');
  return { status: response.statusCode, headers: Object.fromEntries(told), body };
}

/**
 * Every way whose answer is not that of the resolvers alone, at the first asking or at the second, which memory may
 * answer.
 */
async function differing(sent: Sent): Promise<object[]> {
  const expected = await answerOf(plain, sent);
  const found: object[] = [];
  for (const [way, app] of others) {
    for (const asked of ['first', 'again', 'over the wire', 'over the wire again']) {
      const answer = await answerOf(app, sent, asked.startsWith('over') ? overTheWire : inProcess);
      if (!isDeepStrictEqual(answer, expected)) found.push({ way, asked, sent, answer, expected });
    }
  }
  return found;
}

async function level(): Promise<void> {
  for (const app of [kept, planned, keptPlain, plain]) await app.store.follower.catchUp();
}

const known = { ids: [] as string[], bodies: [bodyId(caoyang.body), bodyId(civilAffairs.body)] };
let guide = '';

beforeAll(async () => {
  const { id } = await publishGuide(kept, { title: '四种读法' });
  guide = (await correctGuide(kept, id, { title: '四种读法 🌾𠮷 "引号" \\ </script>' })).id;
  const { disclosures } = await ask(kept, {
    query: '{ disclosures(first: 100) { edges { node { id } } } }',
    shape: z.object({ disclosures: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }) }),
  });
  known.ids.push(...disclosures.edges.map(({ node }) => node.id));
  await level();
});

const whole = `id indexNo kind version digest sequence title summary keywords content { html text } elements { element name text }
  attachments { name url } division { name } responsibleBody { name } originBody { name } item { name } items { name } attribute mode
  validity formedAt issuedAt publishedAt updatedAt canonicalUrl`;

const queries: readonly string[] = [
  `{ disclosure(id: "$ID") { ${whole} } }`,
  `{ disclosure(id: "$UPPER") { id title } }`,
  '{ disclosure(id: "nonsense") { id } }',
  '{ disclosure(id: "") { id } }',
  '{ disclosure { id } }',
  '{ disclosure(id: null) { id } }',
  '{ disclosure(id: 7) { id } }',
  '{ disclosure(id: "$ID", indexNo: "x") { id } }',
  '{ disclosure(id: "$ID", version: 1) { title version } }',
  '{ disclosure(id: "$ID", version: 9) { title } }',
  '{ disclosure(indexNo: "310000001/2025-00001") { title } }',
  '{ disclosure(id: "$ID") { __typename } }',
  '{ disclosure(id: "$ID") { ...a } } fragment a on Node { id ... on ServiceGuide { phone } }',
  '{ disclosure(id: "$ID") { ... on PolicyDocument { docNo } ... on ServiceGuide { phone materials { name } } } }',
  '{ disclosure(id: "$ID") { content { text } content { html } } }',
  '{ a: disclosure(id: "$ID") { title } b: disclosure(id: "nonsense") { title } c: disclosure(id: "$ID") { id } }',
  '{ disclosure(id: "$ID") { title @skip(if: true) id @include(if: true) } }',
  '{ disclosure(id: "$ID") { item { deadline { text others { text } origin { division { name } } } } } }',
  '{ disclosure(id: "$ID") { item { local pilotField elements { values } deadline { period severity fixedDates { department street government } hardLimit { text hardLimit { text } } } responsibility { eachBody } } } }',
  '{ disclosure(id: "$ID") { item { dueDate(triggers: [{ trigger: CHANGED, at: "2026-02-09T10:00:00+08:00" }]) { date text explanation { rule } others { date } limit { date } unstarted } } } }',
  '{ disclosure(id: "$ID") { item { dueDate(triggers: [{ trigger: CHANGED, at: "2026-02-09T10:00:00+08:00" }, { trigger: CHANGED, at: "2026-02-10T10:00:00+08:00" }]) { date } } } }',
  '{ disclosures(where: { item: "ZH-04-02" }, first: 3) { edges { node { item { elements { values } deadline { severity hardLimit { kind amount origin { level } } } } } } } }',
  '{ disclosure(id: "$ID") { relations { type } versions { version } } }',
  '{ disclosure(id: "$ID") { title unknown } }',
  '{ disclosure(id: "$ID") { content } }',
  '{ disclosures(first: 3) { edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
  '{ disclosures(first: 0) { edges { cursor } pageInfo { hasNextPage startCursor } } }',
  '{ disclosures(first: 101) { edges { cursor } } }',
  '{ disclosures(first: -1) { edges { cursor } } }',
  '{ disclosures(after: "nonsense") { edges { cursor } } }',
  '{ disclosures(first: 2, orderBy: TITLE) { edges { cursor node { title } } } }',
  '{ disclosures(first: 2, orderBy: UPDATED_NEWEST) { totalCount edges { node { updatedAt } } } }',
  '{ disclosures(where: { body: "$BODY" }, first: 20) { edges { node { title responsibleBody { name } item { name } } } } }',
  '{ disclosures(where: { body: "nobody" }) { totalCount edges { node { title } } } }',
  '{ disclosures(where: { division: "310107", includeDescendants: true }, first: 5) { edges { node { title division { name } } } } }',
  '{ disclosures(where: { item: "ZH-07" }, first: 5) { edges { node { item { code } } } } }',
  '{ disclosures(where: { kinds: [] }) { edges { node { title } } } }',
  '{ disclosures(where: { validity: [REPEALED] }) { edges { node { title } } } }',
  '{ disclosures(where: { publishedFrom: "yesterday" }) { edges { node { title } } } }',
  '{ disclosures(where: { unknown: 1 }) { edges { node { title } } } }',
  '{ disclosures(first: 1) { __typename edges { __typename node { __typename } } } }',
  '{ checkpoint { sequence } disclosure(id: "$ID") { title } }',
  '{ __schema { queryType { name } } }',
  '{ __typename }',
  '{ disclosure(id: "$ID") { title }',
  '',
];

const filled = (query: string): string =>
  query.replaceAll('$UPPER', guide.toUpperCase()).replaceAll('$ID', guide).replaceAll('$BODY', bodyId(caoyang.body));

describe('the same status, headers and bytes, by plan, by resolvers, kept or made anew', () => {
  test.each(queries)('POST %s', async (query) => {
    expect(await differing({ payload: JSON.stringify({ query: filled(query) }) })).toEqual([]);
  });

  test.each(queries.slice(0, 30))('GET %s', async (query) => {
    const url = `/graphql?query=${encodeURIComponent(filled(query))}`;
    expect(await differing({ method: 'GET', url })).toEqual([]);
  });

  const one =
    'query One($id: ID, $first: Int = 2, $skip: Boolean = false) { disclosure(id: $id) { title @skip(if: $skip) id } disclosures(first: $first) { edges { node { title } } } }';
  const two = 'query One { disclosure(id: "$ID") { title } } query Two { disclosure(id: "$ID") { id } }';
  const posts: readonly (readonly [string, object])[] = [
    ['variables', { query: one, variables: { id: '$ID' } }],
    ['a variable left out', { query: one, variables: {} }],
    ['null variables', { query: one, variables: null }],
    ['a null variable', { query: one, variables: { id: '$ID', first: null, skip: true } }],
    ['a skip', { query: one, variables: { id: '$ID', skip: true } }],
    ['a variable of a wrong type', { query: one, variables: { id: { a: 1 } } }],
    ['a number for an id', { query: one, variables: { id: 12 } }],
    ['too many', { query: one, variables: { id: '$ID', first: 1000 } }],
    ['an operation by name', { query: two, operationName: 'Two' }],
    ['no operation by name', { query: two }],
    ['an unknown operation', { query: two, operationName: 'Three' }],
    ['an empty operation name', { query: two, operationName: '' }],
    ['a null operation name', { query: one, operationName: null, variables: { id: '$ID' } }],
    ['a named sequence', { query: one, variables: { id: '$ID' }, extensions: { tongyuan: { at: '300' } } }],
    ['a least sequence', { query: one, variables: { id: '$ID' }, extensions: { tongyuan: { atLeast: '300' } } }],
    ['a sequence ahead', { query: one, extensions: { tongyuan: { at: '999999' } } }],
    ['a mutation', { query: 'mutation { a }' }],
    ['a list', [{ query: one }]],
  ];
  test.each(posts)('POST with %s', async (_name, body) => {
    expect(await differing({ payload: filled(JSON.stringify(body)) })).toEqual([]);
  });

  test('for keys, media types, tags and methods', async () => {
    const payload = JSON.stringify({ query: filled(`{ disclosure(id: "$ID") { ${whole} } }`) });
    const url = `/graphql?query=${encodeURIComponent(filled('{ disclosure(id: "$ID") { title } }'))}`;
    const etag = String((await answerOf(plain, { method: 'GET', url })).headers['etag']);
    const sent: readonly Sent[] = [
      ...demoKeys.map((key) => ({ payload, headers: { authorization: `Bearer ${key}` } })),
      { payload, headers: { authorization: 'Bearer nonsense' } },
      ...['application/json', 'application/graphql-response+json', '*/*', 'text/html'].map((accept) => ({
        payload,
        headers: { accept },
      })),
      { method: 'HEAD', url },
      { method: 'GET', url, headers: { 'if-none-match': etag } },
      { method: 'GET', url, headers: { 'if-none-match': '"other"' } },
      { method: 'GET', url, headers: { origin: 'https://portal.example' } },
      { payload: '{"query":' },
      { payload: '"text"' },
    ];
    for (const one of sent) expect(await differing(one)).toEqual([]);
  });
});

test('600 random operations give the same bytes, most of them by plan', async () => {
  const operations = new RandomOperations(new Draw(711), known);
  const before = { ...planned.store.planCounts };
  for (let number = 0; number < 600; number += 1) {
    const payload = JSON.stringify(operations.next());
    const expected = await answerOf(plain, { payload });
    expect(await answerOf(planned, { payload }), `for ${payload}`).toEqual(expected);
    // Over the wire what was answered by plan just now is answered around the server.
    const node = number % 3 === 0 ? kept : planned;
    expect(await answerOf(node, { payload }, overTheWire), `for ${payload}`).toEqual(expected);
  }
  const { planned: byPlan, failed } = planned.store.planCounts;
  expect(byPlan - before.planned).toBeGreaterThan(300);
  expect(failed - before.failed).toBeLessThan(30);
}, 180_000);

test('many at once, with mixed-case ids, failing ones, and publishes in between, are answered as one by one', async () => {
  const operations = new RandomOperations(new Draw(1_297), known);
  const payloads = Array.from({ length: 60 }, () => JSON.stringify(operations.next()));
  payloads.push(
    ...known.ids
      .slice(0, 20)
      .map((id) =>
        JSON.stringify({ query: `{ disclosure(id: "${id.toUpperCase()}") { id title } bad: disclosure { id } }` }),
      ),
  );
  const rounds = ['并发一', '并发二', '并发三'];
  for (const title of rounds) {
    const publishing = publishGuide(kept, { title });
    await Promise.all(payloads.map((payload) => answerOf(kept, { payload }, overTheWire)));
    await publishing;
    await level();
    const together = await Promise.all(payloads.map((payload) => answerOf(kept, { payload }, overTheWire)));
    for (const [index, payload] of payloads.entries()) {
      expect(together[index], `for ${payload}`).toEqual(await answerOf(plain, { payload }));
    }
  }
}, 180_000);
