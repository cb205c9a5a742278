import { expect, test } from 'vitest';
import { z } from 'zod';
import { bodyId } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { demoApp, type GraphqlAnswer } from '../support/test-app.js';

const app = await demoApp();

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Division { code name }
    ... on Body { id slug }
    ... on CatalogueItem { code division { code } name }
    ... on Disclosure { id indexNo version digest }
  }
}`;

function entitiesOf(representations: readonly object[]): Promise<GraphqlAnswer> {
  return app.publicly({ query: entities, variables: { representations } });
}

const disclosures = z.object({
  disclosures: z.object({
    edges: z.array(
      z.object({
        node: z.object({
          __typename: z.string(),
          id: z.string(),
          indexNo: z.string(),
          version: z.number(),
          digest: z.string(),
        }),
      }),
    ),
  }),
});

async function newest(kind: string) {
  const { disclosures: page } = await ask(app, {
    query: `query ($kinds: [DisclosureKind!]) { disclosures(where: { kinds: $kinds }, first: 1) { edges { node { __typename id indexNo version digest } } } }`,
    variables: { kinds: [kind] },
    shape: disclosures,
  });
  const [edge] = page.edges;
  if (edge === undefined) throw new Error(`The demo city has no ${kind}.`);
  return edge.node;
}

test('a gateway learns the schema with every key', async () => {
  const { _service } = await ask(app, {
    query: '{ _service { sdl } }',
    shape: z.object({ _service: z.object({ sdl: z.string() }) }),
  });
  const lines = _service.sdl.split('\n').filter((line) => line.includes('@key('));
  const keyed = lines.map((line) => /type (\w+).*@key\(fields: "([^"]+)"/.exec(line)?.slice(1, 3).join(' '));
  expect(keyed.filter((key) => key !== undefined).toSorted()).toEqual([
    'Body id',
    'CatalogueItem division { code } code',
    'Division code',
    'GeneralInformation id',
    'Interpretation id',
    'NegativeList id',
    'OrgProfile id',
    'PolicyDocument id',
    'PowerList id',
    'ServiceGuide id',
    'Statistic id',
  ]);
});

test('every key leads to its entity, in the order asked for', async () => {
  const guide = await newest('SERVICE_GUIDE');
  const policy = await newest('POLICY_DOCUMENT');
  const office = bodyId('310107005-street-office');
  const answer = await entitiesOf([
    { __typename: 'PolicyDocument', id: policy.id },
    { __typename: 'Division', code: '310107005' },
    { __typename: 'Body', id: office },
    { __typename: 'CatalogueItem', division: { code: '310107005' }, code: 'ZH-07' },
    { __typename: 'ServiceGuide', id: guide.id },
  ]);
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    _entities: [
      policy,
      { __typename: 'Division', code: '310107005', name: '曹杨新村街道' },
      { __typename: 'Body', id: office, slug: '310107005-street-office' },
      { __typename: 'CatalogueItem', code: 'ZH-07', division: { code: '310107005' }, name: '公共服务' },
      guide,
    ],
  });
});

test('a uuid in capitals is the same id', async () => {
  const guide = await newest('SERVICE_GUIDE');
  const office = bodyId('310107005-street-office');
  const answer = await entitiesOf([
    { __typename: 'ServiceGuide', id: guide.id.toUpperCase() },
    { __typename: 'Body', id: office.toUpperCase() },
  ]);
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    _entities: [guide, { __typename: 'Body', id: office, slug: '310107005-street-office' }],
  });
});

test('what is unknown, of another kind or without its key is null and harms nothing else', async () => {
  const guide = await newest('SERVICE_GUIDE');
  const answer = await entitiesOf([
    { __typename: 'Division', code: '999999' },
    { __typename: 'Body', id: '00000000-0000-4000-8000-000000000000' },
    { __typename: 'Body', id: 'not a uuid' },
    { __typename: 'CatalogueItem', division: { code: '310107005' }, code: 'NO' },
    { __typename: 'CatalogueItem', division: null, code: 'ZH-07' },
    { __typename: 'CatalogueItem', code: 'ZH-07' },
    { __typename: 'ServiceGuide', id: '00000000-0000-4000-8000-000000000000' },
    { __typename: 'ServiceGuide', id: 7 },
    { __typename: 'ServiceGuide' },
    { __typename: 'PolicyDocument', id: guide.id },
    { __typename: 'ServiceGuide', id: guide.id },
  ]);
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ _entities: [...Array.from({ length: 10 }, () => null), guide] });
});

test('a hundred representations are answered, one more is refused with a code', async () => {
  const of = (count: number): object[] =>
    Array.from({ length: count }, () => ({ __typename: 'Division', code: '310107' }));
  const hundred = await entitiesOf(of(100));
  expect(hundred.errors).toBeUndefined();
  expect(
    z.object({ _entities: z.array(z.object({ code: z.literal('310107') })) }).parse(hundred.data)._entities,
  ).toHaveLength(100);

  const more = await entitiesOf(of(101));
  expect(more.status).toBe(200);
  expect(more.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', details: { found: 101 } });
});

test.each([
  ['of a type that does not exist', { __typename: 'Draft', id: 'x' }],
  ['of a type that is no entity', { __typename: 'Tombstone', id: 'x' }],
  ['of an inherited name', { __typename: 'constructor' }],
  ['without a type', { id: 'x' }],
  ['that is no object', 'ServiceGuide'],
  ['that is null', null],
])('a representation %s is refused with a code', async (_name, representation) => {
  const answer = await app.publicly({ query: entities, variables: { representations: [representation] } });
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED|BAD_REQUEST)$/);
});
