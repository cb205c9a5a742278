import { describe, expect, test } from 'vitest';
import { demoKeys } from '../support/flow-consumers.js';
import { demoApp, type TestApp, testApp } from '../support/test-app.js';

const plain = '{ __typename }';
const strict = await testApp({ RATE_LIMIT_PUBLIC: '5', RATE_LIMIT_EDITORIAL: '4' });
const chosen = await testApp({ RATE_LIMIT_PUBLIC: '10' });
const proxied = await testApp({ RATE_LIMIT_PUBLIC: '3', TRUST_PROXY: '127.0.0.1' });
const guarded = await testApp({ RATE_LIMIT_SIGN_IN: '6' });
const city = await demoApp({ RATE_LIMIT_PUBLIC: '4' });

interface Question {
  readonly path?: string;
  readonly query?: string;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'POST' | 'GET';
}

async function ask(app: TestApp, { path = '/graphql', query = plain, from, headers, method = 'POST' }: Question = {}) {
  const response = await app.server.inject({
    method,
    url: path,
    ...(from === undefined ? {} : { remoteAddress: from }),
    headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(method === 'POST' ? { payload: JSON.stringify({ query }) } : {}),
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
}

/** How many of so many requests were refused for their number. */
async function refused(app: TestApp, times: number, of: (index: number) => Question): Promise<number> {
  let count = 0;
  for (let index = 0; index < times; index += 1) count += (await ask(app, of(index))).status === 429 ? 1 : 0;
  return count;
}

/** The same, all at once: a refusal takes its time. */
async function refusedAtOnce(app: TestApp, times: number, of: (index: number) => Question): Promise<number> {
  const answers = await Promise.all(Array.from({ length: times }, (_none, index) => ask(app, of(index))));
  return answers.filter(({ status }) => status === 429).length;
}

describe('a caller that asks too often', () => {
  test('is told in the form of every refusal when to come again; others are served', async () => {
    const app = strict;
    expect(await refused(app, 5, () => ({}))).toBe(0);
    const newer = { accept: 'application/graphql-response+json', origin: 'https://portal.example' };
    const answer = await ask(app, { headers: newer });
    expect(answer.status).toBe(429);
    expect(JSON.parse(answer.body)).toEqual({
      errors: [
        {
          message: 'Too many requests: try again after the time in Retry-After.',
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/graphql-response+json; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('retry-after'),
    });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(10);
    expect(await refused(app, 5, () => ({ from: '192.0.2.7' }))).toBe(0);
    // Whoever watches over the server is not shut out by whoever floods it.
    for (const path of ['/livez', '/readyz', '/metrics'])
      expect((await ask(app, { path, method: 'GET' })).status).toBe(200);
  });

  test('gains nothing by what it may choose: headers, keys nobody issued, method, address, hash, origin', async () => {
    const app = chosen;
    const secret = 'x'.repeat(43);
    const tricks: readonly ((index: number) => Question)[] = [
      (index) => ({ headers: { 'x-forwarded-for': `198.51.100.${index}`, forwarded: `for=198.51.100.${index}` } }),
      (index) => ({ headers: { authorization: `Bearer ty_abcdefg${index % 10}_${secret}${index}` } }),
      // Refused before anybody looks at the key: no proof that it is good.
      (index) => ({
        query: `{ ${'a '.repeat(4_000)} }`,
        headers: { authorization: `Bearer ty_abcdefg0_${secret}${index}` },
      }),
      (index) => ({ method: 'GET', headers: { authorization: `Bearer ty_abcdefg0_${secret}${index}` } }),
      (index) => ({ path: `/graphql?x=${index}`, headers: { 'user-agent': `agent ${index}`, cookie: `a=${index}` } }),
      (index) => ({ query: `{ a${index}: __typename }`, headers: { origin: `https://${index}.example` } }),
    ];
    expect(await refused(app, 10, () => ({}))).toBe(0);
    for (const trick of tricks) expect(await refusedAtOnce(app, 12, trick)).toBe(12);
    expect(await refused(app, 3, (index) => ({ path: `/graphql/?${index}` }))).toBe(0);
  });

  test('waits for its refusals', async () => {
    const app = strict;
    const from = '192.0.2.8';
    expect(await refused(app, 5, () => ({ from }))).toBe(0);
    const began = performance.now();
    expect(await refused(app, 2, () => ({ from }))).toBe(2);
    expect(performance.now() - began).toBeGreaterThan(350);
  });

  test('from an IPv6 network is one caller, whatever address of it is used', async () => {
    const app = strict;
    expect(await refused(app, 7, (index) => ({ from: `2001:db8:0:1::${index + 1}` }))).toBe(2);
    expect(await refused(app, 1, () => ({ from: '2001:db8:0:2::1' }))).toBe(0);
    expect(await refused(app, 7, (index) => ({ from: index % 2 === 0 ? '192.0.2.1' : '::ffff:192.0.2.1' }))).toBe(2);
  });
});

test('X-Forwarded-For counts where a proxy is known to have written it, and only its last hop', async () => {
  const app = proxied;
  const by = (client: string): Question => ({ headers: { 'x-forwarded-for': client } });
  expect(await refused(app, 6, (index) => by(`192.0.2.${index}`))).toBe(0);
  // The caller may write what it likes before what the proxy adds.
  expect(await refused(app, 6, (index) => by(`198.51.100.${index}, 192.0.2.99`))).toBe(3);
  expect(await refused(app, 6, (index) => ({ ...by(`192.0.2.${index}`), from: '203.0.113.5' }))).toBe(3);
});

test('consumers behind one address do not share a window, once their keys were found good', async () => {
  const app = city;
  const [one = '', other = ''] = demoKeys;
  const withKey = (key: string): Question => ({ headers: { authorization: `Bearer ${key}` } });
  // The first request of each counts for the address.
  expect(await refused(app, 5, () => withKey(one))).toBe(0);
  expect(await refused(app, 1, () => withKey(one))).toBe(1);
  expect(await refused(app, 5, () => withKey(other))).toBe(0);
  expect(await refused(app, 2, () => ({}))).toBe(0);
  expect(await refused(app, 1, () => ({}))).toBe(1);
});

describe('the endpoint of the staff', () => {
  const path = '/editorial/graphql';
  const guess = (index: number): string => `mutation { ${signIn(index)} }`;
  const signIn = (index: number): string =>
    `a${index}: signIn(input: { login: "nobody-${index}", password: "x" }) { session { accessToken } }`;

  test('has a limit of its own', async () => {
    const from = '192.0.2.77';
    expect(await refused(strict, 6, () => ({ path, from }))).toBe(2);
    expect(await refused(strict, 5, () => ({ from }))).toBe(0);
  });

  test('counts every password that is tried, also under aliases and in fragments', async () => {
    const app = guarded;
    expect(await refused(app, 2, (index) => ({ path, query: guess(index) }))).toBe(0);
    const four = [2, 3, 4, 5].map(signIn).join(' ');
    const spread = `mutation { ...F } fragment F on Mutation { ${four} }`;
    expect((await ask(app, { path, query: spread })).status).toBe(200);
    const answer = await ask(app, { path, query: guess(6) });
    expect(answer.status).toBe(429);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(50);
    expect((await ask(app, { path, query: guess(7), from: '192.0.2.7' })).status).toBe(200);
    expect((await ask(app, { path })).status, 'anything else is answered').toBe(200);
    const many = Array.from({ length: 7 }, (_none, index) => signIn(index)).join(' ');
    expect((await ask(app, { path, query: `mutation { ${many} }`, from: '192.0.2.8' })).status).toBe(429);
  });
});
