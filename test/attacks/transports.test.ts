import { createHash } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { buildEditorialSchema } from '../../src/app/editorial-schema.js';
import { Canaries, guideOf, plantBehindTheScenes } from '../support/canaries.js';
import { demoKeys } from '../support/flow-consumers.js';
import { publishGuide } from '../support/flow-draft.js';
import { callsWith, rootFields } from '../support/hostile-inputs.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const canaries = new Canaries();
const open = new Canaries();
const { id: publicId } = await publishGuide(app, await guideOf(app, open, { in: '公开' }));
const hiddenIds = await plantBehindTheScenes(app, canaries, publicId);
const staffSchema = await buildEditorialSchema();

const fields =
  'id title summary keywords content { html text } elements { text } attachments { name } versions { reason }';
const question = `{ disclosures(first: 50) { totalCount edges { node { ${fields} } } } search(query: "金丝雀", first: 50) { totalCount edges { node { id highlights { fragments } } } } }`;
const json = { 'content-type': 'application/json' };
const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(question).digest('hex') } };

type Ask = InjectOptions;
/** Every way by which the server says anything to somebody who is nobody. */
const ways: readonly (readonly [string, Ask])[] = [
  ['POST', { method: 'POST', url: '/graphql', headers: json, payload: JSON.stringify({ query: question }) }],
  ['GET', { method: 'GET', url: `/graphql?query=${encodeURIComponent(question)}` }],
  ['HEAD', { method: 'HEAD', url: `/graphql?query=${encodeURIComponent(question)}` }],
  [
    'a hash with its query',
    { method: 'POST', url: '/graphql', headers: json, payload: JSON.stringify({ query: question, extensions }) },
  ],
  ['a hash alone', { method: 'GET', url: `/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}` }],
  [
    'the newer media type',
    {
      method: 'POST',
      url: '/graphql',
      headers: { ...json, accept: 'application/graphql-response+json' },
      payload: JSON.stringify({ query: question }),
    },
  ],
  ...[
    '/',
    '/graphiql',
    '/graphiql?schema=editorial',
    '/graphiql/start.js',
    '/start.css',
    '/schema/public.graphql',
    '/README.md',
    '/catalogue/310107.csv',
    '/livez',
    '/readyz',
    '/metrics',
    '/nothing',
    '/editorial/graphql',
    '/../.data',
    '/.env',
  ].map((url) => [url, { method: 'GET', url }] as const),
];

test('the canary in the open is found by every way of asking: the ways work', async () => {
  for (const [name, way] of ways.slice(0, 6)) {
    const { statusCode, body } = await app.server.inject(way);
    expect(statusCode, `by ${name}`).toBe(200);
    const found = open.words.some((word) => body.includes(word));
    expect(found, `by ${name}`).toBe(name !== 'HEAD');
  }
});

test.each(ways)('%s tells nobody what is not public', async (_name, way) => {
  const { body, headers } = await app.server.inject(way);
  const said = `${body}\n${JSON.stringify(headers)}`;
  expect([...canaries.words, ...hiddenIds].filter((word) => said.includes(word))).toEqual([]);
});

describe('without a session the endpoint of the staff', () => {
  const mine = new Set(['signIn', 'refreshSession', 'signOut']);
  const queries = callsWith(rootFields(staffSchema.getQueryType()), 'query', '310107');
  const mutations = callsWith(rootFields(staffSchema.getMutationType()), 'mutation', '310107').filter(
    ({ name }) => !mine.has(name.split('(')[0] ?? ''),
  );
  const bare = rootFields(staffSchema.getQueryType())
    .filter(({ args }) =>
      args.every(({ type, defaultValue }) => !type.toString().endsWith('!') || defaultValue !== undefined),
    )
    .map(({ name }) => ({ name, query: `{ ${name} { __typename } }`, variables: {} }));

  test.each([...queries, ...bare, ...mutations].map((call) => [call.name, call] as const))(
    'answers %s to nobody',
    async (name, call) => {
      const { data, errors } = await app.editorially(call);
      const told = errors?.map(({ extensions }) => extensions.code) ?? data;
      expect(told).toEqual(name === 'me' ? { me: null } : ['UNAUTHENTICATED']);
    },
  );

  test('takes no key of a consumer, and /graphql no session', async () => {
    const [key = ''] = demoKeys;
    const token = await app.signIn('operator');
    expect(await app.editorially({ query: '{ me { id } }' }, key)).toMatchObject({ status: 401 });
    expect(await app.publicly('{ __typename }', token)).toMatchObject({ status: 401 });
  });
});

test('an id of another kind leads nowhere', async () => {
  const { data } = await app.publicly(
    `{ disclosure(id: "${publicId}") { originBody { id } division { id code } item { id code } } }`,
  );
  const ids = [...JSON.stringify(data).matchAll(/"(?:id|code)":"([^"]+)"/g)].map(([, id = '']) => id);
  expect(ids.length).toBeGreaterThan(4);
  const near = [
    publicId.replace(/.$/, (last) => ((Number.parseInt(last, 16) + 1) % 16).toString(16)),
    publicId.replace(/.$/, (last) => ((Number.parseInt(last, 16) + 15) % 16).toString(16)),
    '1',
    '0',
    '-1',
  ];
  for (const id of [...ids, ...near, ...hiddenIds]) {
    const answer = await app.publicly({
      query: 'query ($id: ID!) { disclosure(id: $id) { id } tombstone(id: $id) { id } }',
      variables: { id },
    });
    expect(answer.data, `for ${id}`).toEqual({ disclosure: null, tombstone: null });
  }
  const token = await app.signIn('huangpu-drafter');
  for (const id of [...ids, ...near, publicId, ...hiddenIds]) {
    const answer = await app.editorially(
      { query: 'query ($id: ID!) { draft(id: $id) { id } }', variables: { id } },
      token,
    );
    expect(answer.errors?.[0]?.extensions.code, `for ${id}`).toBe('NOT_FOUND');
  }
});
