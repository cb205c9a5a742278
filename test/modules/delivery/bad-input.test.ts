import { describe, expect, test } from 'vitest';
import { testApp } from '../../support/test-app.js';

const app = await testApp();
const json = { 'content-type': 'application/json' };

async function post(payload: string | Buffer, headers: Record<string, string> = json) {
  const response = await app.server.inject({ method: 'POST', url: '/graphql', headers, payload });
  const body: { errors?: { extensions: { code: string; details?: unknown } }[] } = response.json();
  return {
    status: response.statusCode,
    code: body.errors?.[0]?.extensions.code,
    details: body.errors?.[0]?.extensions.details,
  };
}

async function rowCounts(): Promise<string> {
  const rows = await app.db.sql<{ name: string; rows: string }>(
    `select relname as name, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I', relname), false, true, '')))[1]::text as rows
     from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  return JSON.stringify(rows);
}

describe('a request that is not well-formed is refused with a code, leaves nothing and harms nobody', () => {
  const cases: readonly [string, string | Buffer, number, string][] = [
    ['malformed JSON', '{"query": "{ checkpoint', 400, 'BAD_REQUEST'],
    ['a JSON array', '[{"query":"{ checkpoint { sequence } }"}]', 400, 'BAD_REQUEST'],
    ['no query', '{}', 400, 'BAD_REQUEST'],
    [
      'malformed UTF-8',
      Buffer.concat([
        Buffer.from('{"query":"{ node(id: \\"'),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('\\") { id } }"}'),
      ]),
      400,
      'BAD_REQUEST',
    ],
    ['a lone surrogate', '{"query":"{ node(id: \\"a\\ud800b\\") { id } }"}', 400, 'BAD_REQUEST'],
    ['U+0000', '{"query":"query($i: ID!) { node(id: $i) { id } }","variables":{"i":"a\\u0000b"}}', 400, 'BAD_REQUEST'],
    [
      'a prototype key',
      '{"query":"{ checkpoint { sequence } }","variables":{"__proto__":{"a":1}}}',
      400,
      'BAD_REQUEST',
    ],
    ['a body of 10 MB', `{"query":"${'x'.repeat(10_000_000)}"}`, 413, 'BAD_REQUEST'],
    ['text that is not GraphQL', '{"query":"{ checkpoint {"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{"query":"{ drafts { id } }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
  ];
  test.each(cases)('%s', async (_name, payload, status, code) => {
    const before = await rowCounts();
    expect(await post(payload)).toMatchObject({ status, code });
    expect(await rowCounts()).toBe(before);
    expect((await app.publicly('{ checkpoint { sequence } }')).data).toEqual({ checkpoint: { sequence: '0' } });
  });

  test('a media type that is not JSON', async () => {
    const { status, code } = await post('query=%7B__typename%7D', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect({ status, code }).toEqual({ status: 415, code: 'BAD_REQUEST' });
  });

  test('percent-escapes in a GET cannot spell what JSON may not', async () => {
    const response = await app.server.inject({ method: 'GET', url: '/graphql?query=%7B__typename%7D%00' });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('an operation that asks for too much is refused before it runs', () => {
  const nested = (depth: number): string => {
    const inner = 'parent { '.repeat(depth - 2);
    return `{ division(code: "310107005") { ${inner} code ${'} '.repeat(depth - 2)} } }`;
  };
  const cases: readonly [string, string, object][] = [
    ['100 deep', nested(100), { limit: 'depth', allowed: 20, found: 100 }],
    [
      '1,000 aliases',
      `{ ${Array.from({ length: 1_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      { limit: 'tokens', allowed: 3_000, found: 3_001 },
    ],
    [
      '500 aliases',
      `{ ${Array.from({ length: 500 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      { limit: 'aliases', allowed: 100, found: 500 },
    ],
    [
      '600 fields side by side, by fragments of fragments',
      `{ ...A ... on Query { ...A ...A } } fragment A on Query { ${'__typename '.repeat(200)} }`,
      { limit: 'width', allowed: 500, found: 600 },
    ],
    [
      '40,000 characters',
      `{ __typename #${'x'.repeat(40_000)}\n }`,
      { limit: 'characters', allowed: 30_000, found: 40_017 },
    ],
    [
      'a page of pages of pages',
      '{ disclosures(first: 100) { edges { node { responsibleBody { disclosures(first: 100) { edges { node { responsibleBody { disclosures(first: 100) { edges { node { id } } } } } } } } } } } }',
      { limit: 'cost', allowed: 30_000 },
    ],
  ];
  test.each(cases)('%s', async (_name, query, details) => {
    const answer = await post(JSON.stringify({ query }));
    expect(answer).toMatchObject({ status: 400, code: 'OPERATION_TOO_COMPLEX', details });
  });

  test('every item of every division at once', async () => {
    const query =
      '{ divisions { catalogue { roots { children { children { elements { name origin { level } } } } } } } }';
    expect(await post(JSON.stringify({ query }))).toMatchObject({
      status: 400,
      code: 'OPERATION_TOO_COMPLEX',
      details: { limit: 'cost', allowed: 30_000 },
    });
  });

  test('but not a page of 50 catalogue items with every field and its origin', async () => {
    const origin = 'origin { division { code name } level state since at basis reason rule }';
    const query = `{ catalogue(division: "310107005") { items(first: 50) { totalCount edges { node {
      id code name identifier category tier isLeaf applicability method levels note definedAt { code name } parent { code }
      elements { id name identifier type required order ${origin} } bases { title docNo clause ${origin} }
      deadline { kind amount unit trigger text citation ${origin} others { text ${origin} } }
      responsibility { body { id name } explanation { rule clause pack packVersion text inputs { name value } } }
      channels { channel label ticked order ${origin} } audience { allSociety specific }
      fieldOrigins { field locked origins { division { code name } level state since reason rule } } } } } } }`;
    const answer = await app.publicly(query);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ catalogue: null });
  });

  test('a circle of fragments ends in a refusal', async () => {
    const answer = await post(
      JSON.stringify({ query: 'fragment a on Query { ...b } fragment b on Query { ...a } { ...a }' }),
    );
    expect(answer).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});

describe('what is unknown is null, what has no meaning is a coded error', () => {
  const unknown: readonly [string, string, unknown][] = [
    ['division', '{ found: division(code: "999999") { code } }', null],
    ['body', '{ found: body(id: "no such id") { id } }', null],
    ['catalogue', '{ found: catalogue(division: "999999") { division { code } } }', null],
    ['item', '{ found: catalogueItem(division: "310000", code: "NO") { code } }', null],
    ['disclosure by id', '{ found: disclosure(id: "00000000-0000-4000-8000-000000000000") { id } }', null],
    ['disclosure by an id of another form', '{ found: disclosure(id: "𠮷") { id } }', null],
    ['disclosure by index number', '{ found: disclosure(indexNo: "NO/2026-00001") { id } }', null],
    ['tombstone', '{ found: tombstone(id: "x") { id } }', null],
    ['node', '{ found: node(id: "RGl2aXNpb246OTk5") { id } }', null],
    ['nodes', '{ found: nodes(ids: ["x", "y"]) { id } }', [null, null]],
  ];
  test.each(unknown)('unknown %s', async (_name, query, found) => {
    const answer = await app.publicly(query);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ found });
  });

  const senseless: readonly [string, string][] = [
    ['both id and index number', '{ disclosure(id: "x", indexNo: "y") { id } }'],
    ['neither', '{ disclosure { id } }'],
    ['a cursor nobody gave out', '{ disclosures(after: "bm9uc2Vuc2U") { totalCount } }'],
    ['a cursor of another list', '{ bodies(after: "bm9uc2Vuc2U") { totalCount } }'],
    ['a page of 101', '{ disclosures(first: 101) { totalCount } }'],
    ['a page below zero', '{ bodies(first: -1) { totalCount } }'],
    [
      'an unknown division of a due date',
      '{ dueDate(division: "9", trigger: FORMED, at: "2026-02-09T09:00:00+08:00", amount: 20, unit: WORKING_DAY) { date } }',
    ],
  ];
  test.each(senseless)('%s', async (_name, query) => {
    const answer = await app.publicly(query);
    expect(answer.status).toBe(200);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the snapshot token', () => {
  test('beyond the head is refused', async () => {
    const answer = await app.publicly({ query: '{ checkpoint { sequence } }', extensions: { tongyuan: { at: '7' } } });
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'SEQUENCE_AHEAD', details: { head: '0' } });
  });

  test('that is not a sequence is refused', async () => {
    const answer = await app.publicly({
      query: '{ checkpoint { sequence } }',
      extensions: { tongyuan: { at: '9223372036854775808' } },
    });
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('not reached within two seconds is told', async () => {
    const answer = await app.publicly({
      query: '{ checkpoint { sequence } }',
      extensions: { tongyuan: { atLeast: '1' } },
    });
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'NOT_YET_VISIBLE', details: { sequence: '0' } });
  });

  test('every answer says the sequence it was read at', async () => {
    const answer = await app.publicly('{ __typename }');
    expect(answer.extensions).toEqual({ tongyuan: { sequence: '0' } });
    expect(answer.headers['tongyuan-sequence']).toBe('0');
  });
});
