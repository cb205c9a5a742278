import { beforeAll, expect, test } from 'vitest';
import {
  listTemplates,
  listTemplateVersions,
  readTemplateRows,
} from '../../../../src/modules/catalogue/templates/find-template.js';
import { issueTemplate, type IssueTemplate } from '../../../../src/modules/catalogue/templates/issue-template.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { testDatabase } from '../../../support/test-database.js';
import {
  cityOffice,
  columns,
  denial,
  district,
  districtOffice,
  element,
  gained,
  refusals,
  settleCatalogue,
  strangers,
  street,
  streetOffice,
  traces,
} from '../small-catalogue.js';
import { inheritedRow, issue, ownRow, template } from './small-template.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

test('is kept version by version; what was issued never changes', async () => {
  const before = await traces(db);
  expect(await issue(db, { note: '首次发布' })).toEqual({
    code: 'ELDERLY_CARE',
    name: '养老服务模板',
    pilotField: 'ELDERLY_CARE',
    divisionCode: '310000',
    version: 1,
  });
  expect(gained(before, await traces(db))).toEqual({
    audit_entry: 1,
    catalogue_template: 1,
    catalogue_template_version: 1,
    catalogue_template_row: 2,
  });
  const changed = { ...ownRow, columns: columns({ elements: [element('target'), element('fee')] }) };
  expect(await issue(db, { name: ' 养老服务模板(新) ', rows: [changed], expectedVersion: 1 })).toMatchObject({
    name: '养老服务模板(新)',
    version: 2,
  });
  expect(await readTemplateRows(db, { code: 'ELDERLY_CARE', version: 1 })).toEqual([inheritedRow, ownRow]);
  expect(await readTemplateRows(db, { code: 'ELDERLY_CARE', version: 2 })).toEqual([changed]);
  expect(await listTemplateVersions(db, 'ELDERLY_CARE')).toMatchObject([
    { version: 2, note: null, rows: 1 },
    { version: 1, note: '首次发布', rows: 2, accountId: cityOffice.accountId },
  ]);
  expect(await listTemplates(db)).toMatchObject([{ code: 'ELDERLY_CARE', version: 2 }]);
  expect(await listTemplates(db, 'PUBLIC_CULTURE')).toEqual([]);
});

test('every fault of every row is named, and nothing is left behind', async () => {
  const before = await traces(db);
  const rows = [
    { ...ownRow, columns: columns({ channels: [], levels: [] }) },
    { ...ownRow, parentCode: 'GG-99', identifier: 'respite care' },
    { ...inheritedRow, key: '1', itemCode: 'GG-01' },
    { ...ownRow, key: 'body', columns: columns({ responsibility: { function: 'ASTRONOMY' } }) },
  ];
  const wrong = template({ code: 'elderly', name: ' ', rows });
  const found = await refusals(db, (tx) => issueTemplate(tx, cityOffice, wrong));
  expect(found.map(({ code, path, rule }) => `${path.join('.')} ${code} ${rule ?? ''}`)).toEqual([
    'code INVALID CAT-20',
    'name REQUIRED CAT-20',
    'rows.0.columns.channels RULE_VIOLATION R-H01',
    'rows.0.columns.levels REQUIRED CAT-16',
    'rows.1.key DUPLICATE CAT-20',
    'rows.1.identifier INVALID CAT-20',
    'rows.1.parentCode INVALID CAT-20',
    'rows.2.key INVALID CAT-20',
    'rows.2.itemCode INVALID CAT-20',
    'rows.3.columns.responsibility RULE_VIOLATION R-I06',
  ]);
  expect(await refusals(db, (tx) => issueTemplate(tx, cityOffice, template({ rows: [] })))).toMatchObject([
    { code: 'REQUIRED', path: ['rows'], rule: 'CAT-20' },
  ]);
  expect(await traces(db)).toEqual(before);
});

test('whoever saw an older version is told; the template of another division is not theirs to change', async () => {
  const before = await traces(db);
  const denied = (actor: Actor, more: Partial<IssueTemplate>): Promise<string> =>
    denial(db, (tx) => issueTemplate(tx, actor, template(more)));
  expect(await denied(cityOffice, { expectedVersion: 1 })).toBe('CONFLICT');
  expect(await denied(districtOffice, { divisionCode: district })).toBe('FORBIDDEN');
  expect(await denied(cityOffice, { divisionCode: '319999' })).toBe('NOT_FOUND');
  for (const actor of strangers) expect(await denied(actor, { divisionCode: district })).toBe('FORBIDDEN');
  expect(await traces(db)).toEqual(before);
});

test('a division that nobody stands below has nobody to issue a template for', async () => {
  const before = await traces(db);
  const ofStreet = template({ divisionCode: street, code: 'OF_STREET', rows: [inheritedRow] });
  expect(await refusals(db, (tx) => issueTemplate(tx, streetOffice, ofStreet))).toMatchObject([
    {
      code: 'NOT_ALLOWED_HERE',
      path: ['divisionCode'],
      rule: 'CAT-20',
      message: expect.stringContaining('曹杨新村街道'),
    },
  ]);
  expect(await traces(db)).toEqual(before);
});

test('two who issue at once follow each other', async () => {
  const issued = await Promise.all([issue(db, { code: 'TWICE' }), issue(db, { code: 'TWICE' })]);
  expect(issued.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([1, 2]);
});
