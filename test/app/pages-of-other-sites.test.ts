import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { testApp } from '../support/test-app.js';

const app = await testApp();
const origin = 'https://portal.example';
const asking = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };

/** Everything that a browser is told about pages of other sites. */
function told({ statusCode, headers }: LightMyRequestResponse): object {
  const ofBrowsers = Object.entries(headers).filter(([name]) => name.startsWith('access-control-'));
  return { status: statusCode, ...Object.fromEntries(ofBrowsers) };
}

const readable = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'tongyuan-sequence, etag, retry-after',
};

describe('any page may read /graphql', () => {
  test('a preflight is answered, and may be kept for a day', async () => {
    const answer = await app.server.inject({ method: 'OPTIONS', url: '/graphql', headers: asking });
    expect(told(answer)).toEqual({
      ...readable,
      status: 204,
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'content-type, authorization',
      'access-control-max-age': '86400',
    });
    expect(answer.body).toBe('');
  });

  test('answers and refusals alike, without credentials', async () => {
    const post = (payload: string, headers: Readonly<Record<string, string>> = {}) =>
      app.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { origin, 'content-type': 'application/json', ...headers },
        payload,
      });
    const plain = '{"query":"{ __typename }"}';
    expect(told(await post(plain))).toEqual({ ...readable, status: 200 });
    expect(told(await post('{"query":"{ nothing }"}'))).toEqual({ ...readable, status: 400 });
    expect(told(await post('{'))).toEqual({ ...readable, status: 400 });
    expect(told(await post(plain, { authorization: 'Bearer x' }))).toEqual({ ...readable, status: 401 });
    expect(told(await post(' '.repeat(1_100_000)))).toEqual({ ...readable, status: 413 });
    const url = '/graphql?query=%7B__typename%7D';
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await app.server.inject({ method, url, headers: { origin } });
      expect(told(answer)).toEqual({ ...readable, status: 200 });
      expect(answer.headers).toMatchObject({ 'tongyuan-sequence': '0', vary: 'accept, authorization' });
    }
  });

  test('OPTIONS that no browser asks is a method like any other', async () => {
    for (const headers of [{}, { origin }]) {
      const answer = await app.server.inject({ method: 'OPTIONS', url: '/graphql', headers });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers['allow']).toBe('GET, HEAD, POST');
    }
  });
});

describe('no page of another site may read anything else', () => {
  test.each([
    '/',
    '/editorial/graphql',
    '/graphiql',
    '/schema/public.graphql',
    '/livez',
    '/metrics',
    '/graphql/x',
    '/no',
  ])('%s', async (url) => {
    const read = await app.server.inject({ method: 'GET', url, headers: { origin } });
    expect(told(read)).toEqual({ status: read.statusCode });
    const preflight = await app.server.inject({ method: 'OPTIONS', url, headers: asking });
    expect(told(preflight)).toEqual({ status: url === '/editorial/graphql' ? 405 : 404 });
    expect(preflight.json()).toMatchObject({
      errors: [{ extensions: { code: expect.stringMatching(/^BAD_REQUEST|NOT_FOUND$/) } }],
    });
  });
});
