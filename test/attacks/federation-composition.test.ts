import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { type DocumentNode, graphql, parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bodyId } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external"])';

/** A subgraph of another office: appointments at bodies, residents of divisions, visits to items. */
const appointments = parse(`
  ${link}
  type Query { nextAppointment(slug: String!): Appointment }
  type Appointment @key(fields: "id") { id: ID! body: Body! guide: ServiceGuide item: CatalogueItem }
  type Division @key(fields: "code") { code: ID! residents: Int }
  type Body @key(fields: "id") { id: ID! openAppointments: Int! }
  type CatalogueItem @key(fields: "division { code } code") { division: Division! code: ID! visits: Int! }
  type ServiceGuide @key(fields: "id") { id: ID! bookable: Boolean! }
`);

async function ours(): Promise<DocumentNode> {
  const { _service } = await ask(app, {
    query: '{ _service { sdl } }',
    shape: z.object({ _service: z.object({ sdl: z.string() }) }),
  });
  return parse(_service.sdl);
}

async function composed(second: DocumentNode) {
  const result = composeServices([
    { name: 'disclosure', url: 'http://disclosure.example/graphql', typeDefs: await ours() },
    { name: 'appointments', url: 'http://appointments.example/graphql', typeDefs: second },
  ]);
  const faults = compositionHasErrors(result) ? result.errors.map((error) => error.message) : [];
  return { faults, supergraph: compositionHasErrors(result) ? '' : result.supergraphSdl };
}

describe('composed with the subgraph of another office', () => {
  test('alone, and beside it, there is nothing to refuse', async () => {
    const alone = composeServices([{ name: 'disclosure', typeDefs: await ours() }]);
    expect(compositionHasErrors(alone) ? alone.errors : []).toEqual([]);
    expect((await composed(appointments)).faults).toEqual([]);
  });

  test('a gateway can come by every key, single and of several fields, from either side', async () => {
    const { supergraph } = await composed(appointments);
    const keys = new Map<string, string[]>();
    for (const [, type = '', directives = ''] of supergraph.matchAll(/^type (\w+)([^{]*(?:\{[^{}]*\}[^{]*?)*?)\{$/gm)) {
      const joins = [...directives.matchAll(/@join__type\(graph: (\w+), key: "([^"]+)"/g)];
      keys.set(type, joins.map(([, graph, key]) => `${graph} ${key}`).toSorted());
    }
    const both = (key: string): string[] => [`APPOINTMENTS ${key}`, `DISCLOSURE ${key}`];
    expect(keys.get('Division')).toEqual(both('code'));
    expect(keys.get('Body')).toEqual(both('id'));
    expect(keys.get('CatalogueItem')).toEqual(both('division { code } code'));
    expect(keys.get('ServiceGuide')).toEqual(both('id'));
    expect(keys.get('PolicyDocument')).toEqual(['DISCLOSURE id']);
  });

  test('what does not fit together is refused: the composer does look', async () => {
    const other = parse(print(appointments).replace('residents: Int', 'residents: Int\n name: Int'));
    expect((await composed(other)).faults.join('\n')).toContain('Division.name');
    const without = parse(print(appointments).replace('type Body @key(fields: "id")', 'type Body @key(fields: "no")'));
    expect((await composed(without)).faults).not.toEqual([]);
  });
});

/** What a gateway does for one question: the other subgraph names entities, this one tells about them, and back. */
describe('asked as a gateway asks', () => {
  const office = bodyId('310107005-street-office');
  const schema = buildSubgraphSchema([
    {
      typeDefs: appointments,
      resolvers: {
        Query: {
          nextAppointment: () => ({
            id: '1',
            body: { id: office },
            item: { division: { code: '310107005' }, code: 'ZH-07' },
          }),
        },
        Division: { __resolveReference: ({ code }: { code: string }) => ({ code, residents: Number(code) }) },
        Body: { __resolveReference: ({ id }: { id: string }) => ({ id, openAppointments: 3 }) },
      },
    },
  ]);
  const elsewhere = async (source: string, variableValues: Readonly<Record<string, unknown>> = {}) => {
    const { data, errors } = await graphql({ schema, source, variableValues });
    expect(errors).toBeUndefined();
    return data;
  };

  test('there and back, by keys alone', async () => {
    const named = await elsewhere(
      '{ nextAppointment(slug: "x") { body { __typename id } item { __typename code division { code } } } }',
    );
    const representations = Object.values(
      z.object({ nextAppointment: z.record(z.string(), z.unknown()) }).parse(named).nextAppointment,
    );
    const { _entities: told } = await ask(app, {
      query: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Body { name division { __typename code } } ... on CatalogueItem { name division { __typename code } } } }`,
      variables: { representations },
      shape: z.object({
        _entities: z.array(
          z.object({ name: z.string(), division: z.object({ __typename: z.string(), code: z.string() }) }),
        ),
      }),
    });
    expect(told.map(({ name }) => name)).toEqual(['曹杨新村街道办事处', '公共服务']);
    const back = await elsewhere(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Division { code residents } ... on Body { openAppointments } } }',
      { of: [...told.map(({ division }) => division), { __typename: 'Body', id: office }] },
    );
    expect(JSON.parse(JSON.stringify(back))).toEqual({
      _entities: [
        { code: '310107005', residents: 310_107_005 },
        { code: '310107005', residents: 310_107_005 },
        { openAppointments: 3 },
      ],
    });
  });
});
