import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testApp } from '../support/test-app.js';

const app = await testApp();
const plain = '{ __typename }';
const hashed = (query: string) => createHash('sha256').update(query).digest('hex');

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

async function send(
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS',
  url: string,
  payload?: string | object,
): Promise<Answered> {
  const response = await app.server.inject({
    method,
    url,
    headers: payload === undefined ? {} : { 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });
  const body: { errors?: { message: string; extensions: { code: string } }[] } =
    response.body === '' ? {} : JSON.parse(response.body);
  const [error] = body.errors ?? [];
  return {
    status: response.statusCode,
    code: error?.extensions.code,
    message: error?.message,
    headers: response.headers,
  };
}

describe.each(['/graphql', '/editorial/graphql'])('%s refuses by a code, never as a fault of its own', (path) => {
  const persisted = (persistedQuery: unknown) => ({ query: plain, extensions: { persistedQuery } });
  test.each<[string, string | object, number, string]>([
    ['an operation name that is empty', { query: plain, operationName: '' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['an operation name that is unknown', { query: plain, operationName: 'X' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', { query: 'subscription { x }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a mutation that is not there', { query: 'mutation { x }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a persisted query that is no object', persisted('x'), 400, 'BAD_REQUEST'],
    ['a persisted query without a hash', persisted({ version: 1 }), 400, 'BAD_REQUEST'],
    ['a later protocol', persisted({ version: 2, sha256Hash: hashed(plain) }), 400, 'BAD_REQUEST'],
    ['a hash of another query', persisted({ version: 1, sha256Hash: hashed('{ x }') }), 400, 'BAD_REQUEST'],
    ['a list of 400,000 members', `{"query":"{x}","variables":{"a":[${'1,'.repeat(400_000)}1]}}`, 400, ''],
    ['U+0000 in a literal', { query: String.raw`query A { x(y: "a\u0000b") }` }, 400, 'BAD_REQUEST'],
  ])('%s', async (_name, payload, status, code) => {
    const answer = await send('POST', path, payload);
    expect({ status: answer.status, code: answer.code }).toEqual({
      status,
      code: code === '' ? 'GRAPHQL_VALIDATION_FAILED' : code,
    });
  });

  test.each(['PUT', 'OPTIONS'] as const)('%s: 405 and the methods that would do', async (method) => {
    const answer = await send(method, path);
    expect(answer).toMatchObject({
      status: 405,
      code: 'BAD_REQUEST',
      headers: { allow: path === '/graphql' ? 'GET, HEAD, POST' : 'POST' },
    });
  });
});

test('the protocol of persisted queries: unknown, told, known', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashed(plain) } };
  expect(await send('POST', '/graphql', { extensions })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  expect(await send('POST', '/graphql', { query: plain, extensions })).toMatchObject({ status: 200, code: undefined });
  expect(await send('POST', '/graphql', { extensions })).toMatchObject({ status: 200, code: undefined });
});

describe('a query string passes the checks of a body', () => {
  const search = `query=${encodeURIComponent('query ($q: String) { search(query: $q) { totalCount } }')}`;
  test.each([
    ['U+0000 by a JSON escape', '%7B%22q%22:%22%5Cu0000%22%7D'],
    ['a lone surrogate by a JSON escape', '%7B%22q%22:%22%5Cud800%22%7D'],
    ['a prototype key', '%7B%22__proto__%22:%7B%7D%7D'],
    ['bytes that are not UTF-8', '%7B%22q%22:%22%ff%22%7D'],
    ['a character cut in two', '%7B%22q%22:%22%e4%b8%22%7D'],
    ['a surrogate as bytes', '%7B%22q%22:%22%ed%a0%80%22%7D'],
    ['an escape that is none', '%zz'],
  ])('%s', async (_name, variables) => {
    expect(await send('GET', `/graphql?${search}&variables=${variables}`)).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });
});

test('HEAD answers as GET does, without the body', async () => {
  const url = `/graphql?query=${encodeURIComponent(plain)}`;
  const [head, get] = [await send('HEAD', url), await send('GET', url)];
  expect(head).toMatchObject({ status: 200, headers: { etag: get.headers['etag'] } });
});

test('what may be kept: good public answers only, by their tag', async () => {
  const kept = async (path: string, query: string) => {
    const { headers } = await send('POST', path, { query });
    return { cacheControl: headers['cache-control'], tagged: headers['etag'] !== undefined, vary: headers['vary'] };
  };
  const never = { cacheControl: 'no-store', tagged: false, vary: 'accept, authorization' };
  expect(await kept('/graphql', plain)).toEqual({
    cacheControl: 'no-cache',
    tagged: true,
    vary: 'accept, authorization',
  });
  expect(await kept('/graphql', '{ disclosure { id } }')).toEqual(never);
  expect(await kept('/editorial/graphql', plain)).toEqual(never);
});

describe('moments at the edge of what the database can hold', () => {
  const listed = (at: string) => app.publicly(`{ disclosures(where: { publishedTo: "${at}" }) { totalCount } }`);
  test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00'])(
    '%s is refused',
    async (at) => {
      expect((await listed(at)).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    },
  );
  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])('%s is taken', async (at) => {
    expect((await listed(at)).data).toEqual({ disclosures: { totalCount: 0 } });
  });
});

describe('an operation that would unfold too far is refused before it runs', () => {
  const bomb = Array.from({ length: 30 }, (_, at) => `fragment A${at} on Query { ...A${at + 1} ...A${at + 1} }`);
  test.each([
    ['fragments that double', `{ ...A0 } ${bomb.join(' ')} fragment A30 on Query { __typename }`],
    ['down and up the divisions', '{ divisions { children { parent { children { parent { children { id } } } } } } }'],
    ['all catalogues', '{ divisions { catalogue { items(first: 100) { edges { node { code name } } } } } }'],
  ])('%s', async (_name, query) => {
    expect(await send('POST', '/graphql', { query })).toMatchObject({ status: 400, code: 'OPERATION_TOO_COMPLEX' });
  });
});

test('a snapshot token is an object', async () => {
  expect(await send('POST', '/graphql', { query: plain, extensions: { tongyuan: ['at'] } })).toMatchObject({
    status: 400,
    code: 'BAD_USER_INPUT',
    message: 'extensions.tongyuan must be an object.',
  });
});

test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer é', ''])(
  'credentials in the form %j are refused, not ignored',
  async (authorization) => {
    const response = await app.server.inject({
      method: 'POST',
      url: '/editorial/graphql',
      headers: { authorization },
      payload: { query: '{ me { id } }' },
    });
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  },
);

test('a crowd that signs in leaves connections to the readers', async () => {
  const busy = () => app.db.pool.totalCount - app.db.pool.idleCount;
  const before = busy();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, busy() - before)), 1);
  const signIn = 'mutation ($l: String!) { signIn(input: { login: $l, password: "x" }) { session { accessToken } } }';
  await Promise.all(
    Array.from({ length: 20 }, (_, at) => app.editorially({ query: signIn, variables: { l: `nobody-${at}` } })),
  );
  clearInterval(watch);
  // Two for them, and now and then what follows the ledger.
  expect(most).toBeLessThanOrEqual(4);
});
