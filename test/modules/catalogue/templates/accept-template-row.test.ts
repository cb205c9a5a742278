import { beforeAll, expect, test } from 'vitest';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import {
  acceptTemplateRow,
  type AcceptTemplateRow,
} from '../../../../src/modules/catalogue/templates/accept-template-row.js';
import { instantiateTemplate } from '../../../../src/modules/catalogue/templates/instantiate-template.js';
import type { TakenRow } from '../../../../src/modules/catalogue/templates/take-row-over.js';
import { templateDrift } from '../../../../src/modules/catalogue/templates/template-drift.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { actorWith } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import {
  columns,
  days,
  denial,
  district,
  districtOffice,
  element,
  group,
  itemAt,
  leaf,
  localRule,
  otherOffice,
  refusals,
  regulation,
  settleCatalogue,
  streetOffice,
  traces,
} from '../small-catalogue.js';
import { inheritedRow, issue, ownRow } from './small-template.js';

const db = await testDatabase();
const templateCode = 'ELDERLY_CARE';
const own = `${group}-L${district}-01`;
const newRow = {
  ...ownRow,
  key: 'canteen',
  identifier: 'CANTEEN',
  columns: columns({ name: '助餐', levels: ['DISTRICT'] }),
};

beforeAll(async () => {
  await settleCatalogue(db);
  await issue(db);
  await db.transaction((tx) => instantiateTemplate(tx, districtOffice, { divisionCode: district, templateCode }));
  const value = { elements: [element('ownHelp')], bases: undefined };
  await db.transaction((tx) => appendToField(tx, districtOffice, { divisionCode: district, itemCode: own, value }));
  const respite = columns({
    name: '喘息服务',
    elements: [element('target', { name: '对象' })],
    bases: [regulation, localRule],
    deadline: days(7),
  });
  const allowance = columns({ deadline: { ...days(10), kind: 'STATUTORY' } });
  await issue(db, { rows: [{ ...inheritedRow, columns: allowance }, { ...ownRow, columns: respite }, newRow] });
});

function asked(more: Partial<AcceptTemplateRow>): AcceptTemplateRow {
  return { divisionCode: district, templateCode, key: 'respite', ...more };
}

function accepted(more: Partial<AcceptTemplateRow> = {}): Promise<TakenRow> {
  return db.transaction((tx) => acceptTemplateRow(tx, districtOffice, asked(more)));
}

async function states(): Promise<string[]> {
  const { rows } = await templateDrift(db, { divisionCode: district, templateCode });
  return rows.map(
    (row) => `${row.key} ${row.state} ${row.takenVersion ?? '-'} ${row.differences.map((one) => one.field).join(',')}`,
  );
}

test('a row of one’s own is replaced by what the newer version says; what the division added stays', async () => {
  expect(await states()).toEqual([
    'allowance CHANGED 1 deadline',
    'respite CHANGED 1 elements,bases,deadline',
    'canteen NEW - ',
  ]);
  expect(await accepted()).toEqual({
    key: 'respite',
    itemCode: own,
    version: 2,
    added: false,
    changed: ['elements', 'bases', 'deadline'],
    left: [],
  });
  const item = await itemAt(db, district, own);
  expect(item.elements.map(({ id, name }) => `${id} ${name}`)).toEqual(['target 对象', 'ownHelp 要素ownHelp']);
  expect([item.bases.length, item.deadline?.amount]).toEqual([2, 7]);
  expect(await states()).toEqual(['allowance CHANGED 1 deadline', 'respite CURRENT 2 ', 'canteen NEW - ']);
});

test('an inherited item takes over what a lower level may say: its deadline gets shorter, as a commitment', async () => {
  expect(await accepted({ key: 'allowance' })).toMatchObject({ itemCode: leaf, changed: ['deadline'], left: [] });
  expect((await itemAt(db, district)).deadline).toMatchObject({ kind: 'COMMITTED', amount: 10 });
});

test('a new row is taken over, and one that is dropped ends with its item', async () => {
  const canteen = `${group}-L${district}-02`;
  expect(await accepted({ key: 'canteen' })).toMatchObject({ itemCode: canteen, version: 2, added: true });
  await issue(db, { rows: [ownRow] });
  expect(await states()).toEqual([
    'respite CHANGED 2 elements,bases,deadline',
    'allowance DROPPED 2 ',
    'canteen DROPPED 2 ',
  ]);
  expect(await accepted({ key: 'canteen' })).toMatchObject({ itemCode: canteen, changed: ['applicability'] });
  expect((await itemAt(db, district, canteen)).applicability).toBe('RETIRED');
  // The item of the catalogue that a row was about is not the template's to end; what the row had shortened is.
  expect(await accepted({ key: 'allowance' })).toMatchObject({ itemCode: leaf, changed: ['deadline'] });
  const allowance = await itemAt(db, district);
  expect([allowance.applicability, allowance.deadline?.amount, allowance.deadline?.others]).toEqual([
    'APPLICABLE',
    20,
    [],
  ]);
  expect(await states()).toEqual(['respite CHANGED 2 elements,bases,deadline']);
});

test('what is held already, is not there or is not one’s own is refused, and leaves nothing', async () => {
  const before = await traces(db);
  const refused = async (more: Partial<AcceptTemplateRow>): Promise<string[]> => {
    const found = await refusals(db, (tx) => acceptTemplateRow(tx, districtOffice, asked(more)));
    return found.map((error) => `${error.path.join('.')} ${error.code} ${error.message}`);
  };
  expect(await refused({ templateVersion: 2 })).toEqual(['templateVersion DUPLICATE 该行已采用第2版，无须再接受。']);
  expect(await refused({ templateVersion: 9 })).toEqual(['templateVersion INVALID 模板没有第9版，最新是第3版。']);
  expect(await refused({ key: 'nobody' })).toEqual(['key INVALID 模板没有行“nobody”。']);
  const denied = (actor: Actor, more: Partial<AcceptTemplateRow> = {}): Promise<string> =>
    denial(db, (tx) => acceptTemplateRow(tx, actor, asked(more)));
  for (const actor of [otherOffice, streetOffice, actorWith('EDITOR', district)]) {
    expect(await denied(actor)).toBe('FORBIDDEN');
  }
  expect(await denied(districtOffice, { templateCode: 'NO_SUCH' })).toBe('NOT_FOUND');
  expect(await traces(db)).toEqual(before);
});
