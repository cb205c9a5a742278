import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAccount } from '../../src/modules/identity/create-account.js';
import { grantRoleOn } from '../../src/modules/jurisdictions/grant-role-on.js';
import { CatalogueDesk, type CatalogueVerb } from '../support/catalogue-desk.js';
import { districtRegulation, fullColumns, leafInput, workingDays } from '../support/catalogue-inputs.js';
import { cheapCost, operator, rightPassword } from '../support/identity.js';
import { newOrChanged, storedRows } from '../support/stored-rows.js';
import { demoApp, type TestApp, testApp } from '../support/test-app.js';

const leaf = 'YL-01-90';
const city = { divisionCode: '310000', itemCode: leaf };

const large = await demoApp();
const small = await testApp();
let cityOffice: CatalogueDesk;
let onlyOffice: CatalogueDesk;

beforeAll(async () => {
  cityOffice = await CatalogueDesk.of(large, 'city-office');
  await cityOffice.does('addItem', leafInput(leaf));
  await differBelow(large);
  onlyOffice = await oneDivision(small);
  await onlyOffice.does('addItem', leafInput(leaf));
});

/** Lower levels of the large store say something of their own, so that an edit above has somebody to reckon with. */
async function differBelow(app: TestApp): Promise<void> {
  const putuo = await CatalogueDesk.of(app, 'putuo-office');
  const caoyang = await CatalogueDesk.of(app, 'caoyang-office');
  const value = { deadline: workingDays(12) };
  await putuo.does('overrideField', { divisionCode: '310107', itemCode: leaf, value });
  await caoyang.does('overrideField', { divisionCode: '310107005', itemCode: leaf, value: { note: '街道备注' } });
}

/** A city without a district: one division, one body, the items above the leaf, and an office that keeps the catalogue. */
async function oneDivision(app: TestApp): Promise<CatalogueDesk> {
  const first = await app.db.transaction((tx) =>
    createAccount(tx, operator, {
      login: 'first',
      displayName: '第一人',
      password: rightPassword,
      passwordCost: cheapCost,
    }),
  );
  await app.db.transaction((tx) => grantRoleOn(tx, operator, { accountId: first.id, role: 'OPERATOR', scope: '*' }));
  const office = new CatalogueDesk(app, await tokenOf(app, 'first'));
  await mutated(app, office, 'defineDivisions', {
    divisions: [{ code: '310000', name: '上海市', level: 'CITY', kind: 'CITY', pack: 'SHANGHAI' }],
  });
  await mutated(app, office, 'registerBodies', {
    bodies: [{ slug: 'gov', name: '市政府', kind: 'GOVERNMENT', divisionCode: '310000', functions: ['GOVERNMENT'] }],
  });
  await mutated(app, office, 'grantRoleOn', { accountId: first.id, role: 'DISCLOSURE_OFFICE', scope: '310000' });
  const group = { category: 'KEY_WORK', isLeaf: false };
  await office.does('addItems', {
    divisionCode: '310000',
    items: [
      { ...group, code: 'YL', identifier: 'ELDERLY', columns: { name: '养老服务' } },
      { ...group, code: 'YL-01', parentCode: 'YL', identifier: 'ELDERLY_POLICY', columns: { name: '养老政策' } },
    ],
  });
  return office;
}

async function tokenOf(app: TestApp, login: string): Promise<string> {
  const answer = await app.editorially({
    query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }',
    variables: { input: { login, password: rightPassword } },
  });
  const shape = z.object({ signIn: z.object({ session: z.object({ accessToken: z.string() }) }) });
  return shape.parse(answer.data).signIn.session.accessToken;
}

async function mutated(app: TestApp, { token }: CatalogueDesk, verb: string, input: object): Promise<void> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { userErrors { code message } } }`;
  const answer = await app.editorially({ query, variables: { input } }, token);
  expect(answer.errors).toBeUndefined();
  expect(answer.data?.[verb]).toEqual({ userErrors: [] });
}

/** The rows that one change made new or different, by table. */
async function cost(
  app: TestApp,
  desk: CatalogueDesk,
  { verb, input }: { verb: CatalogueVerb; input: object },
): Promise<Record<string, number>> {
  const before = await storedRows(app.db);
  await desk.does(verb, input);
  return newOrChanged(before, await storedRows(app.db));
}

const Everywhere = z.object({
  divisions: z.array(
    z.object({
      code: z.string(),
      catalogue: z.object({
        item: z.object({
          name: z.string(),
          bases: z.array(
            z.object({
              title: z.string(),
              clause: z.string(),
              origin: z.object({ division: z.object({ code: z.string() }), level: z.string(), since: z.string() }),
            }),
          ),
        }),
      }),
    }),
  ),
});

async function readEverywhere(app: TestApp): Promise<z.infer<typeof Everywhere>['divisions']> {
  const answer = await app.publicly({
    query: `query ($code: ID!) { divisions { code catalogue { item(code: $code) {
      name bases { title clause origin { division { code } level since } } } } } }`,
    variables: { code: leaf },
  });
  expect(answer.errors).toBeUndefined();
  return Everywhere.parse(answer.data).divisions;
}

const around = { audit_entry: 1, ledger_entry: 1, ledger_head: 1, outbox_event: 1 };

const edits: readonly { title: string; verb: CatalogueVerb; input: object; facts: number }[] = [
  {
    title: 'new bases',
    verb: 'overrideField',
    input: { ...city, value: { bases: [districtRegulation] } },
    facts: 2,
  },
  {
    title: 'one more basis',
    verb: 'appendToField',
    input: { ...city, value: { bases: fullColumns.bases } },
    facts: 2,
  },
  {
    title: 'a stricter term',
    verb: 'overrideField',
    input: { ...city, value: { deadline: workingDays(8) } },
    facts: 2,
  },
  { title: 'another name', verb: 'overrideField', input: { ...city, value: { name: '老年学校名录' } }, facts: 2 },
  { title: 'a first lock', verb: 'lockField', input: { ...city, field: 'deadline' }, facts: 1 },
  { title: 'the end of the lock', verb: 'unlockField', input: { ...city, field: 'deadline' }, facts: 1 },
];

describe('an edit of the city', () => {
  it('stands between a store of one division and one of two hundred and thirty-two', async () => {
    expect(await readEverywhere(small)).toHaveLength(1);
    expect(await readEverywhere(large)).toHaveLength(232);
  });

  it.each(edits)('costs the same rows however many divisions inherit: $title', async ({ verb, input, facts }) => {
    const expected = { ...around, catalogue_fact: facts };
    expect(await cost(small, onlyOffice, { verb, input })).toEqual(expected);
    expect(await cost(large, cityOffice, { verb, input })).toEqual(expected);
    expect(facts).toBeLessThanOrEqual(3);
  });

  it('costs the same rows for a retirement, which ends the item and what it said of being applicable', async () => {
    const change = { verb: 'retireItem', input: { ...city, reason: '职能调整' } } as const;
    const extra = await Promise.all(
      [
        { app: large, desk: cityOffice },
        { app: small, desk: onlyOffice },
      ].map(async ({ app, desk }) => {
        await desk.does('addItem', leafInput('YL-01-91'));
        return cost(app, desk, { ...change, input: { ...change.input, itemCode: 'YL-01-91' } });
      }),
    );
    const expected = { ...around, catalogue_fact: 2, catalogue_item: 1 };
    expect(extra).toEqual([expected, expected]);
  });

  it('is seen by every division at the next read, with the city as its origin', async () => {
    const { sequence } = await cityOffice.does('overrideField', {
      ...city,
      value: { bases: [...fullColumns.bases, districtRegulation] },
    });
    const origin = { division: { code: '310000' }, level: 'CITY', since: sequence };
    const bases = [...fullColumns.bases, districtRegulation].map(({ title, clause }) => ({ title, clause, origin }));
    const read = await readEverywhere(large);
    expect(read.map((division) => division.catalogue.item.bases)).toEqual(Array.from({ length: 232 }, () => bases));
    expect(new Set(read.map((division) => division.code)).size).toBe(232);
  });
});
