import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { buildEditorialSchema } from '../../src/app/editorial-schema.js';
import { buildPublicSchema } from '../../src/modules/delivery/build-public-schema.js';
import { achieve } from '../support/flow-act.js';
import { everythingStored } from '../support/everything-stored.js';
import { elementsOf, writeGuide } from '../support/flow-draft.js';
import { type Call, callsWith, inherited, marker, payloads, rootFields } from '../support/hostile-inputs.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const open = await buildPublicSchema();
const staff = await buildEditorialSchema();

/** The text of every statement that went to the database, without its parameters. */
const statements: string[] = [];
const original: unknown = Reflect.get(pg.Client.prototype, 'query');
const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  statements.push(
    typeof first === 'string' ? first : String(z.object({ text: z.unknown() }).loose().parse(first).text),
  );
  return typeof original === 'function' ? Reflect.apply(original, this, args) : undefined;
});
afterAll(() => spy.mockRestore());

/** A refusal that says what is wrong, or an answer; never a fault of ours. */
const allowed = new Set(['BAD_USER_INPUT', 'BAD_REQUEST', 'NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'CONFLICT']);

async function faultsOf(
  calls: readonly Call[],
  send: (call: Call) => ReturnType<typeof app.publicly>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const call of calls) {
    const { errors } = await send(call);
    for (const { message, extensions } of errors ?? []) {
      if (!allowed.has(extensions.code)) faults.push(`${call.name}: ${extensions.code} ${message}`);
    }
  }
  return [...new Set(faults)];
}

const texts = [...payloads, ...inherited];

describe('texts that mean something to SQL, JavaScript or templates', () => {
  test('in every argument of the public schema: no fault, no statement that holds them, nothing changed', async () => {
    const stored = await everythingStored(app.db);
    statements.length = 0;
    const fields = rootFields(open.getQueryType()).filter(({ name }) => name !== '_entities');
    for (const text of texts) {
      const calls = callsWith(fields, 'query', text);
      expect(calls.length).toBeGreaterThan(15);
      expect(await faultsOf(calls, (call) => app.publicly(call))).toEqual([]);
    }
    expect(statements.length).toBeGreaterThan(50);
    expect(statements.filter((text) => text.includes(marker))).toEqual([]);
    expect(await everythingStored(app.db)).toEqual(stored);
  }, 60_000);

  test('in the keys of every entity', async () => {
    const types = ['Division', 'Body', 'CatalogueItem', 'ServiceGuide', 'PolicyDocument'];
    for (const text of texts) {
      const representations = types.map((__typename) => ({
        __typename,
        id: text,
        code: text,
        division: { code: text },
      }));
      const answer = await app.publicly({
        query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
        variables: { of: representations },
      });
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ _entities: types.map(() => null) });
    }
  });

  test.each(['operator', 'caoyang-drafter'])(
    'in every text of every query and mutation of the staff, by %s',
    async (login) => {
      const token = await app.signIn(login);
      statements.length = 0;
      const queries = rootFields(staff.getQueryType());
      const mutations = rootFields(staff.getMutationType()).filter(
        ({ name }) => !/^sign|^refresh|^changePass/.test(name),
      );
      // What the words mean to SQL does not depend on who says them: half of them for each.
      for (const text of texts.filter((_text, index) => index % 2 === (login === 'operator' ? 0 : 1))) {
        const calls = [...callsWith(queries, 'query', text), ...callsWith(mutations, 'mutation', text)];
        expect(calls.length).toBeGreaterThan(40);
        expect(await faultsOf(calls, (call) => app.editorially(call, token))).toEqual([]);
      }
      expect(statements.filter((text) => text.includes(marker))).toEqual([]);
    },
    60_000,
  );

  test('in what a draft says: kept as it was given, run by nobody', async () => {
    const elements = await elementsOf(app, '310107005', 'ZH-07');
    for (const text of payloads) {
      const content = {
        summary: text,
        keywords: [text],
        elements: elements.map(({ element }) => ({ element, text })),
        serviceGuide: { conditions: text, office: text, materials: [{ name: text, basis: text, copies: 1 }] },
      };
      const { id } = await writeGuide(app, { title: text, content });
      const answer = await app.editorially(
        {
          query: `query ($id: ID!) { draft(id: $id) { title summary keywords elements { text } serviceGuide { conditions office materials { name basis } } } }`,
          variables: { id },
        },
        await app.signIn('caoyang-drafter'),
      );
      expect(answer.data).toEqual({
        draft: {
          title: text,
          summary: text,
          keywords: [text],
          elements: elements.map(() => ({ text })),
          serviceGuide: { conditions: text, office: text, materials: [{ name: text, basis: text }] },
        },
      });
    }
  }, 60_000);
});

describe('names that every object has', () => {
  test.each(inherited)('%s as the id of an element, a field or an item is no such thing', async (name) => {
    const elements = [...(await elementsOf(app, '310107005', 'ZH-07')), { element: name, text: 'x' }];
    const { draft } = await achieve(app, 'caoyang-drafter', {
      mutation: 'createDraft',
      input: {
        kind: 'SERVICE_GUIDE',
        bodyId: await bodyOfDrafter(),
        content: { title: name, itemCodes: [name], elements },
      },
      fields: 'draft { elements { element } itemCodes }',
      shape: z.object({
        draft: z.object({ elements: z.array(z.object({ element: z.string() })), itemCodes: z.array(z.string()) }),
      }),
    }).catch(() => ({ draft: null }));
    expect(draft?.itemCodes ?? [name]).toEqual([name]);
    expect(Object.prototype).not.toHaveProperty('text');
  });

  test.each(['__proto__', 'constructor', 'prototype'])('%s as a name within variables is refused', async (name) => {
    const deep = `{"query":"query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }","variables":{"of":[{"__typename":"Division","code":"310107","more":{"${name}":{"polluted":true}}}]}}`;
    for (const url of ['/graphql', '/editorial/graphql']) {
      const response = await app.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json' },
        payload: deep,
      });
      expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    }
    expect({}).not.toHaveProperty('polluted');
  });

  test.each(['__proto__', 'constructor', 'prototype'])('%s as a name in a literal changes no object', async (name) => {
    const representation = `{ __typename: "Division", code: "310107", ${name}: { polluted: true } }`;
    await app.publicly(`{ _entities(representations: [${representation}]) { ... on Division { name } } }`);
    await app.publicly(`{ ${name}: __typename }`);
    expect({}).not.toHaveProperty('polluted');
    expect((await app.publicly('{ division(code: "310107") { name } }')).data).toEqual({
      division: { name: '普陀区' },
    });
  });
});

async function bodyOfDrafter(): Promise<string> {
  const { data } = await app.publicly('{ division(code: "310107005") { government { id } } }');
  return z.object({ division: z.object({ government: z.object({ id: z.string() }) }) }).parse(data).division.government
    .id;
}
