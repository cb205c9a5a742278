import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { act } from '../support/flow-act.js';
import { demoKeys, issueKey } from '../support/flow-consumers.js';
import { ask } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const fields = `id indexNo kind version digest title summary keywords content { html text } elements { name text }
  responsibleBody { name } item { name deadline { text } } relations { type incoming disclosure { id digest } }
  versions { version digest } ... on ServiceGuide { phone address materials { name basis form } }`;
const operation = {
  query: `query ($text: String!) {
    disclosures(first: 30) { totalCount edges { cursor node { ${fields} } } }
    search(query: $text, first: 20) { totalCount edges { node { id version digest highlights { field fragments } disclosure { ${fields} } } } }
    changes(after: "500", first: 40) { upTo edges { node { kind subject version digest disclosure { id version digest } } } }
  }`,
  variables: { text: '社区' },
};

async function bytesOf(key?: string): Promise<string> {
  const response = await app.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    payload: JSON.stringify(operation),
  });
  expect(response.statusCode).toBe(200);
  return response.body;
}

test('Q01 four consumers and anybody run one query and get the same bytes', async () => {
  const answers = await Promise.all([undefined, ...demoKeys].map(bytesOf));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('"totalCount":424');
  expect(answers[0]).toMatch(/"digest":"sha256:[0-9a-f]{64}"/);
});

describe('a key with a declared projection', () => {
  const withheldFields = ['Disclosure.summary', 'Disclosure.content', 'ServiceGuide.phone'];

  /** The answer with null wherever the projection ends. */
  function project(value: unknown, name = ''): unknown {
    if (['summary', 'content', 'phone'].includes(name)) return null;
    if (Array.isArray(value)) return value.map((one) => project(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, project(one, member)]));
  }

  /** Fragments show summary and text as well: with these fields they end too. */
  const titlesOnly = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (name, one: unknown) =>
        name === 'highlights'
          ? z
              .array(highlight)
              .parse(one)
              .filter(({ field }) => field === 'title')
          : one,
      ),
    );
  const highlight = z.object({ field: z.string(), fragments: z.array(z.string()) });

  test('gets null there and the same everywhere else, on every path', async () => {
    const key = await issueKey(app, { withheldFields });
    const whole: unknown = JSON.parse(await bytesOf());
    const masked: unknown = JSON.parse(await bytesOf(key));
    expect(masked).toEqual(titlesOnly(project(whole)));
    expect(masked).not.toEqual(whole);
    const shape = z.object({ nodes: z.array(z.looseObject({ id: z.string(), digest: z.string() })) });
    const { nodes } = await ask(app, {
      query: `{ disclosures(first: 3) { edges { node { id digest shown: summary c: content { text } } } } }`,
      key,
      shape: z
        .object({
          disclosures: z
            .object({ edges: z.array(z.object({ node: z.looseObject({ id: z.string(), digest: z.string() }) })) })
            .transform(({ edges }) => edges.map((edge) => edge.node)),
        })
        .transform(({ disclosures }) => shape.parse({ nodes: disclosures })),
    });
    expect(nodes.map(({ shown, c }) => [shown, c])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  test('may withhold only what may be null', async () => {
    for (const field of ['Disclosure.digest', 'Disclosure.unknown', 'Query.disclosure', 'summary', '__Type.name']) {
      const { told } = await act(app, 'city-operator', {
        mutation: 'issueKeyOn',
        input: {
          divisionCode: '310000',
          name: '示例',
          kind: 'PARTNER',
          expiresAt: '2027-01-01T00:00:00.000+08:00',
          withheldFields: [field],
        },
      });
      expect(told).toMatchObject([{ code: 'INVALID', path: ['withheldFields', '0'] }]);
    }
  });
});

test('a bad key is refused before anything is read, and answers by key are for their holder alone', async () => {
  const get = (authorization?: string) =>
    app.server.inject({
      url: '/graphql?query=%7Bcheckpoint%7Bsequence%7D%7D',
      headers: authorization === undefined ? {} : { authorization },
    });
  const bad = await get('Bearer ty_unknown0_aaaaaaaaaaaaaaaaaaaaaaaa');
  expect([bad.statusCode, bad.headers['cache-control'], bad.json()]).toMatchObject([
    401,
    'no-store',
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
  const open = await get();
  const keyed = await get(`Bearer ${demoKeys[0]}`);
  expect([open.headers['cache-control'], open.headers['vary']]).toEqual(['no-cache', 'accept, authorization']);
  expect([keyed.headers['cache-control'], keyed.headers['vary']]).toEqual([
    'private, no-cache',
    'accept, authorization',
  ]);
  expect(keyed.body).toBe(open.body);
});
