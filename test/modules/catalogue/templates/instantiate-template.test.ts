import { beforeAll, expect, test } from 'vitest';
import {
  instantiateTemplate,
  type InstantiateTemplate,
  type TakenTemplate,
} from '../../../../src/modules/catalogue/templates/instantiate-template.js';
import { acceptTemplateRow } from '../../../../src/modules/catalogue/templates/accept-template-row.js';
import { issueTemplate } from '../../../../src/modules/catalogue/templates/issue-template.js';
import { readTemplateUses } from '../../../../src/modules/catalogue/templates/find-template.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { actorWith } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import {
  city,
  cityOffice,
  columns,
  denial,
  district,
  districtOffice,
  element,
  gained,
  group,
  itemAt,
  leaf,
  localRule,
  otherDistrict,
  otherOffice,
  refusals,
  regulation,
  settleCatalogue,
  street,
  streetOffice,
  traces,
} from '../small-catalogue.js';
import { inheritedRow, issue, ownRow, template } from './small-template.js';

const db = await testDatabase();
const code = 'ELDERLY_CARE';
beforeAll(async () => {
  await settleCatalogue(db);
  await issue(db);
});

function taken(actor: Actor, more: Partial<InstantiateTemplate> = {}): Promise<TakenTemplate> {
  return db.transaction((tx) =>
    instantiateTemplate(tx, actor, { divisionCode: district, templateCode: code, ...more }),
  );
}

test('an inherited item is held by reference, any other row arrives as an item; each remembers the version', async () => {
  const before = await traces(db);
  const own = `${group}-L${district}-01`;
  expect(await taken(districtOffice)).toEqual({
    templateCode: code,
    version: 1,
    held: [],
    rows: [
      { key: 'allowance', itemCode: leaf, version: 1, added: false, changed: [], left: [] },
      { key: 'respite', itemCode: own, version: 1, added: true, changed: [], left: [] },
    ],
  });
  expect(gained(before, await traces(db))).toMatchObject({ catalogue_template_use: 2, catalogue_item: 1, head: 1 });
  const item = await itemAt(db, district, own);
  expect([item.name, item.levels, item.local]).toEqual(['喘息服务', ['DISTRICT', 'STREET'], true]);
  expect(await readTemplateUses(db, { code, divisionCode: district })).toEqual([
    { key: 'allowance', version: 1, itemCode: leaf, editionId: null, pending: false },
    { key: 'respite', version: 1, itemCode: own, editionId: null, pending: false },
  ]);
  expect(await taken(districtOffice)).toEqual({
    templateCode: code,
    version: 1,
    held: ['allowance', 'respite'],
    rows: [],
  });
});

test('an inherited item is completed by what the row says besides, and told what is for the level above', async () => {
  const elements = [element('scope', { name: '改过' }), element('extra')];
  const row = { ...inheritedRow, columns: columns({ name: '别的名称', elements, bases: [regulation, localRule] }) };
  await issue(db, {
    code: 'MORE',
    rows: [{ ...row, columns: { ...row.columns, channels: ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'] } }],
  });
  const { rows } = await taken(streetOffice, { divisionCode: street, templateCode: 'MORE' });
  expect(rows).toEqual([
    {
      key: 'allowance',
      itemCode: leaf,
      version: 1,
      added: false,
      changed: ['elements', 'bases', 'channels'],
      left: ['name', 'elements'],
    },
  ]);
  const item = await itemAt(db, street);
  expect(item.elements.map(({ id, name }) => `${id} ${name}`)).toEqual([
    'scope 要素scope',
    'phone 要素phone',
    'extra 要素extra',
  ]);
  expect(item.bases.length).toBe(2);
});

test('rows may be chosen; unknown rows and versions are refused', async () => {
  const chosen = await taken(streetOffice, { divisionCode: street, keys: ['respite'] });
  expect(chosen.rows.map(({ key }) => key)).toEqual(['respite']);
  const before = await traces(db);
  const refused = async (more: Partial<InstantiateTemplate>): Promise<string[]> => {
    const input = { divisionCode: street, templateCode: code, ...more };
    const found = await refusals(db, (tx) => instantiateTemplate(tx, streetOffice, input));
    return found.map((error) => `${error.path.join('.')} ${error.code} ${error.message}`);
  };
  expect(await refused({ templateVersion: 9 })).toEqual(['templateVersion INVALID 模板没有第9版。']);
  expect(await refused({ keys: ['respite', 'x'] })).toEqual(['keys INVALID 第1版没有这些行：x。']);
  expect(await traces(db)).toEqual(before);
});

test('faults of every row are named by its key, and nothing is left behind', async () => {
  const far = { ...ownRow, columns: columns({ levels: ['CITY'] }) };
  await issue(db, { code: 'FAR', rows: [far, { ...far, key: 'other' }] });
  const before = await traces(db);
  const input = { divisionCode: district, templateCode: 'FAR' };
  const found = await refusals(db, (tx) => instantiateTemplate(tx, districtOffice, input));
  expect(found.map(({ path, rule }) => `${path.join('.')} ${rule ?? ''}`)).toEqual([
    'rows.respite.columns.levels CAT-16',
    'rows.other.columns.levels CAT-16',
  ]);
  expect(await traces(db)).toEqual(before);
});

test('is for the division that issued the template and those below it', async () => {
  await db.transaction((tx) =>
    issueTemplate(tx, districtOffice, template({ divisionCode: district, code: 'OF_DISTRICT', rows: [inheritedRow] })),
  );
  const input = { templateCode: 'OF_DISTRICT' };
  for (const [actor, divisionCode] of [
    [otherOffice, otherDistrict],
    [cityOffice, city],
  ] as const) {
    const before = await traces(db);
    const found = await refusals(db, (tx) => instantiateTemplate(tx, actor, { divisionCode, ...input }));
    expect(found).toMatchObject([
      {
        code: 'NOT_ALLOWED_HERE',
        path: ['templateCode'],
        rule: 'CAT-20',
        explanation: { inputs: [{ name: '发布区划', value: '普陀区' }] },
      },
    ]);
    const row = { divisionCode, ...input, key: inheritedRow.key };
    expect(await refusals(db, (tx) => acceptTemplateRow(tx, actor, row))).toMatchObject([{ rule: 'CAT-20' }]);
    expect(await traces(db)).toEqual(before);
  }
  expect((await taken(districtOffice, input)).rows.map(({ key }) => key)).toEqual(['allowance']);
  expect((await taken(streetOffice, { divisionCode: street, ...input })).rows.map(({ key }) => key)).toEqual([
    'allowance',
  ]);
});

test('is for the office of the division alone', async () => {
  const before = await traces(db);
  const asked = (actor: Actor, more: Partial<InstantiateTemplate> = {}): Promise<string> =>
    denial(db, (tx) => instantiateTemplate(tx, actor, { divisionCode: district, templateCode: code, ...more }));
  for (const actor of [otherOffice, streetOffice, actorWith('EDITOR', district), actorWith('SUPERVISOR', district)]) {
    expect(await asked(actor)).toBe('FORBIDDEN');
  }
  expect(await asked(districtOffice, { templateCode: 'NO_SUCH' })).toBe('NOT_FOUND');
  expect(await traces(db)).toEqual(before);
});
