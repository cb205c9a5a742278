import 'reflect-metadata';
import { graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import {
  EditorialCatalogueChangeResolver,
  EditorialCatalogueItemResolver,
  EditorialCatalogueResolver,
} from '../../../src/modules/catalogue/catalogue.resolver.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import type { EditorialContext } from '../../../src/modules/identity/editorial-context.js';
import { testDatabase } from '../../support/test-database.js';
import { sessionSettings } from '../../support/identity.js';
import { cityOffice, districtOffice, leaf, settleCatalogue, traces } from './small-catalogue.js';

const db = await testDatabase();
let schema: GraphQLSchema;

beforeAll(async () => {
  await settleCatalogue(db);
  schema = await buildSchema({
    resolvers: [EditorialCatalogueResolver, EditorialCatalogueItemResolver, EditorialCatalogueChangeResolver],
    validate: false,
  });
});

async function run(actor: Actor | null, source: string, input: object = {}) {
  const contextValue: EditorialContext = {
    db,
    requestId: 'request-1',
    actor,
    maskable: new Set(),
    afterCommit: () => Promise.resolve(),
    session: sessionSettings,
  };
  const result = await graphql({ schema, source, contextValue, variableValues: { input } });
  return JSON.parse(JSON.stringify(result));
}

const override = `mutation ($input: OverrideFieldInput!) { overrideField(input: $input) {
  change { field factId sequence item { deadline { amount kind origin { divisionCode state } } ownFacts { id field slot counts } } }
  userErrors { code path message rule explanation { clause pack inputs { name value } } } } }`;

const term = { kind: 'COMMITTED', trigger: 'CHANGED', amount: 10, unit: 'WORKING_DAY' };
const tenDays = { divisionCode: '310107', itemCode: leaf, value: { deadline: term } };

describe('the editorial catalogue', () => {
  it('changes one field and answers with the item as it now holds', async () => {
    const { data, errors } = await run(districtOffice, override, tenDays);
    expect(errors).toBeUndefined();
    const { change, userErrors } = data.overrideField;
    expect(userErrors).toEqual([]);
    expect(change.item.deadline).toEqual({
      amount: 10,
      kind: 'COMMITTED',
      origin: { divisionCode: '310107', state: 'OVERRIDE' },
    });
    expect(change.item.ownFacts).toEqual([{ id: change.factId, field: 'deadline', slot: 'VALUE', counts: true }]);
  });

  it('gives a refusal as data, with rule and explanation', async () => {
    const longer = { ...tenDays, value: { deadline: { ...term, amount: 30 } } };
    const { data } = await run(districtOffice, override, longer);
    expect(data.overrideField.change).toBeNull();
    expect(data.overrideField.userErrors[0]).toMatchObject({
      code: 'RULE_VIOLATION',
      path: ['value', 'deadline'],
      rule: 'R-I05',
    });
  });

  it('tells null, an explicit empty value, from a field that was left out', async () => {
    const note = await run(districtOffice, override, { divisionCode: '310107', itemCode: leaf, value: { note: null } });
    expect(note.data.overrideField.change.field).toBe('note');
    const none = await run(districtOffice, override, { divisionCode: '310107', itemCode: leaf, value: {} });
    expect(none.data.overrideField.userErrors[0]).toMatchObject({ code: 'INVALID', path: ['value'] });
  });

  it('adds a grouping item and a local leaf through their mutations', async () => {
    const added = await run(
      cityOffice,
      `mutation ($input: AddItemInput!) { addItem(input: $input) { added { itemCodes } userErrors { path rule } } }`,
      {
        divisionCode: '310000',
        code: 'GG-09',
        category: 'PUBLIC_SERVICE_ITEM',
        isLeaf: false,
        identifier: 'NINTH_GROUP',
        columns: { name: '第九类' },
      },
    );
    expect(added.data.addItem).toEqual({ added: { itemCodes: ['GG-09'] }, userErrors: [] });
    const local = await run(
      districtOffice,
      `mutation ($input: AddLocalItemInput!) { addLocalItem(input: $input) { added { itemCodes } userErrors { path rule } } }`,
      { divisionCode: '310107', parentCode: 'GG-09', identifier: 'LOCAL_LEAF', columns: { name: '本地事项' } },
    );
    expect(local.data.addLocalItem.added).toBeNull();
    expect(local.data.addLocalItem.userErrors).toContainEqual({ path: ['columns', 'bases'], rule: 'CAT-01' });
  });

  it('refuses the anonymous and the wrong office, and leaves nothing', async () => {
    const before = await traces(db);
    const anonymous = await run(null, override, tenDays);
    expect(anonymous.errors[0].message).toBe('请先登录。');
    const elsewhere = await run(districtOffice, override, { ...tenDays, divisionCode: '310101' });
    expect(elsewhere.errors[0].message).toContain('信息公开主管部门');
    expect(await traces(db)).toEqual(before);
  });

  it('reads an item with its own facts for the signed-in only', async () => {
    const query = `{ editorialCatalogueItem(division: "310107", code: "${leaf}") { name fieldOrigins { field locked } ownFacts { field } } }`;
    const { data } = await run(districtOffice, query);
    expect(data.editorialCatalogueItem.fieldOrigins).toHaveLength(10);
    expect((await run(null, query)).errors[0].message).toBe('请先登录。');
  });
});
