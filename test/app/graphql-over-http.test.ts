import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '../support/test-app.js';

const app = await testApp();
let url = '';
beforeAll(async () => {
  url = `${await app.server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});

describe('the audits of GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => url });

  test('are as many as are known', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    const fault = result.status === 'ok' ? null : `${result.response.status}: ${result.reason}`;
    expect(fault).toBeNull();
  });
});

const json = 'application/json';
const newer = 'application/graphql-response+json';

async function ask(accept: string | undefined, payload: string | object, more: Readonly<Record<string, string>> = {}) {
  const response = await app.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': json, ...(accept === undefined ? {} : { accept }), ...more },
    payload,
  });
  const body: { errors?: { extensions: { code: string } }[] } = response.json();
  return {
    status: response.statusCode,
    code: body.errors?.[0]?.extensions.code,
    type: response.headers['content-type'],
    kept: response.headers['cache-control'],
  };
}

describe('a faulty operation', () => {
  test.each([
    ['that does not parse', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['that the schema does not have', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with a variable of another type',
      { query: 'query ($first: Int) { search(first: $first) { totalCount } }', variables: { first: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['of a name that is not there', { query: '{ __typename }', operationName: 'X' }, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s: by the body for plain JSON, by the status for everybody else', async (_what, payload, code) => {
    const typed = (type: string) => ({ code, type: `${type}; charset=utf-8`, kept: 'no-store' });
    for (const accept of [json, 'application/json; charset=utf-8', 'text/html, application/JSON;q=0.9']) {
      expect(await ask(accept, payload)).toEqual({ status: 200, ...typed(json) });
    }
    for (const accept of [newer, `${json}, ${newer}`]) {
      const answer = await ask(accept, payload);
      expect({ status: answer.status, code: answer.code }).toEqual({ status: 400, code });
    }
    for (const accept of [undefined, '*/*', `${json}, */*`]) {
      expect(await ask(accept, payload)).toEqual({ status: 400, ...typed(json) });
    }
  });
});

describe('every other refusal keeps its status, whatever the client takes', () => {
  const deep = `{ a${'{ a'.repeat(30)}${'}'.repeat(31)}`;
  const huge = '{ divisions { catalogue { items(first: 100) { edges { node { code name } } } } } }';
  test.each<[string, string | object, Readonly<Record<string, string>>, string]>([
    ['no JSON', '{', {}, '400 BAD_REQUEST'],
    ['no query', {}, {}, '400 BAD_REQUEST'],
    ['another media type', '{}', { 'content-type': 'text/plain' }, '415 BAD_REQUEST'],
    ['too deep', { query: deep }, {}, '400 OPERATION_TOO_COMPLEX'],
    ['too costly', { query: huge }, {}, '400 OPERATION_TOO_COMPLEX'],
    [
      'a snapshot token that is none',
      { query: '{ __typename }', extensions: { tongyuan: { at: 'x' } } },
      {},
      '400 BAD_USER_INPUT',
    ],
    ['a sequence ahead', { query: '{ __typename }', extensions: { tongyuan: { at: '9' } } }, {}, '400 SEQUENCE_AHEAD'],
    ['an unknown key', { query: '{' }, { authorization: 'Bearer ty_abcd1234_secret' }, '401 UNAUTHENTICATED'],
    ['a malformed key', { query: '{ __typename }' }, { authorization: 'Basic YTpi' }, '401 UNAUTHENTICATED'],
  ])('%s', async (_what, payload, headers, refused) => {
    for (const accept of [json, newer]) {
      const answer = await ask(accept, payload, headers);
      expect(`${answer.status} ${answer.code}`).toBe(refused);
      expect(answer.type).toBe(`${accept}; charset=utf-8`);
    }
  });
});
