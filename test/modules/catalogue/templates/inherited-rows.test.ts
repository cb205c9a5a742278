import { beforeAll, expect, test } from 'vitest';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { acceptTemplateRow } from '../../../../src/modules/catalogue/templates/accept-template-row.js';
import { instantiateTemplate } from '../../../../src/modules/catalogue/templates/instantiate-template.js';
import type { TakenRow } from '../../../../src/modules/catalogue/templates/take-row-over.js';
import { templateDrift } from '../../../../src/modules/catalogue/templates/template-drift.js';
import type { ColumnValues } from '../../../../src/modules/catalogue/editing/check-columns.js';
import { suppressItem } from '../../../../src/modules/catalogue/suppress-item.js';
import { ids } from '../../jurisdictions/small-country.js';
import { grantRole } from '../../../../src/modules/identity/grant-role.js';
import { makeAccount, operator } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import {
  city,
  columns,
  days,
  district,
  districtOffice,
  element,
  itemAt,
  leaf,
  localRule,
  regulation,
  settleCatalogue,
} from '../small-catalogue.js';
import { inheritedRow, issue } from './small-template.js';

const db = await testDatabase();
const templateCode = 'ELDERLY_CARE';
const key = inheritedRow.key;

/** The next version of the row about the inherited leaf. */
function issued(more: ColumnValues): Promise<unknown> {
  return issue(db, { rows: [{ ...inheritedRow, columns: columns(more) }] });
}

function accepted(): Promise<TakenRow> {
  const input = { divisionCode: district, templateCode, key };
  return db.transaction((tx) => acceptTemplateRow(tx, districtOffice, input));
}

function overridden(value: ColumnValues): Promise<unknown> {
  return db.transaction((tx) => overrideField(tx, districtOffice, { divisionCode: district, itemCode: leaf, value }));
}

/** The state of the row, and the columns with what departs marked. */
async function drift(): Promise<string> {
  const { rows } = await templateDrift(db, { divisionCode: district, templateCode });
  return rows
    .map(({ state, differences }) => {
      return [state, ...differences.map(({ field, departed }) => `${field}${departed ? '!' : ''}`)].join(' ');
    })
    .join('; ');
}

async function held() {
  const item = await itemAt(db, district);
  return {
    elements: item.elements.map(({ name }) => name),
    bases: item.bases.length,
    channels: item.channels.filter((one) => one.ticked).map((one) => one.channel),
    days: item.deadline?.amount,
    assignment: item.assignment,
    note: item.note,
  };
}

const plain = {
  elements: ['要素scope', '要素phone'],
  bases: 1,
  channels: ['GOVERNMENT_WEBSITE'],
  days: 20,
  assignment: { function: 'CIVIL_AFFAIRS' },
  note: null,
};
const upper = [element('scope'), element('phone', { type: 'CONTACT' })] as const;

beforeAll(async () => {
  await settleCatalogue(db);
  await issued({
    elements: [...upper, element('extra'), element('kept')],
    bases: [regulation, localRule],
    channels: ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'],
    deadline: days(9),
    responsibility: { function: 'JUSTICE' },
    note: '按模板填写',
  });
  await db.transaction((tx) => instantiateTemplate(tx, districtOffice, { divisionCode: district, templateCode }));
});

test('everything that a lower level may say is taken over, who discloses too', async () => {
  expect(await held()).toEqual({
    elements: ['要素scope', '要素phone', '要素extra', '要素kept'],
    bases: 2,
    channels: ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'],
    days: 9,
    assignment: { function: 'JUSTICE' },
    note: '按模板填写',
  });
  expect(await drift()).toBe('CURRENT');
});

test('what a newer version says otherwise replaces what the older one had completed', async () => {
  await issued({
    elements: [...upper, element('extra', { name: '改名' }), element('kept')],
    deadline: days(12),
    responsibility: { function: 'CIVIL_AFFAIRS' },
    note: '另行填写',
  });
  expect(await drift()).toBe('CHANGED elements bases deadline responsibility channels note');
  expect(await accepted()).toMatchObject({
    changed: ['elements', 'bases', 'channels', 'deadline', 'responsibility', 'note'],
    left: [],
  });
  expect(await held()).toEqual({
    ...plain,
    elements: ['要素scope', '要素phone', '要素kept', '改名'],
    days: 12,
    note: '另行填写',
  });
  expect(await drift()).toBe('CURRENT');
});

test('what a newer version drops is taken back, and the inherited value shows again', async () => {
  await issued({});
  expect(await accepted()).toMatchObject({ changed: ['elements', 'deadline', 'note'], left: [] });
  expect(await held()).toEqual(plain);
  expect(await drift()).toBe('CURRENT');
});

test('a body that the row names is left to the division; what it says otherwise is told', async () => {
  await issued({ responsibility: { bodyId: ids.putuoCivil } });
  // What the row had set before is taken back.
  expect(await accepted()).toMatchObject({ changed: ['responsibility'], left: ['responsibility'] });
  expect(await drift()).toBe('DEPARTED responsibility!');
  await overridden({ responsibility: { bodyId: ids.putuoCivil } });
  expect(await drift()).toBe('CURRENT');
});

test('what the division changed itself is reported; a longer term is brought back, its note and its body stay', async () => {
  await issued({ deadline: days(10), note: '模板备注' });
  expect(await accepted()).toMatchObject({ changed: ['deadline', 'responsibility', 'note'] });
  await overridden({ deadline: days(15) });
  await overridden({ responsibility: { bodyId: ids.putuoCivil } });
  await overridden({ note: '区级备注' });
  expect(await drift()).toBe('DEPARTED deadline! responsibility! note!');
  await issued({ deadline: days(10), note: '模板备注', channels: ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'] });
  expect(await drift()).toBe('CHANGED deadline! responsibility! channels note!');
  expect(await accepted()).toMatchObject({ changed: ['deadline', 'channels'] });
  expect(await held()).toMatchObject({ days: 10, assignment: { bodyId: ids.putuoCivil }, note: '区级备注' });
  expect(await drift()).toBe('DEPARTED responsibility! note!');
});

test('an item that does not apply any more is a departure too; a row that was dropped takes what it had brought along', async () => {
  const { id: approverId } = await makeAccount(db, 'city-approver');
  const grant = { accountId: approverId, role: 'UPPER_APPROVER', scope: city, scopes: [city] } as const;
  await db.transaction((tx) => grantRole(tx, operator, grant));
  const suppressed = { divisionCode: district, itemCode: leaf, reason: '本区无此事项', approverId };
  await db.transaction((tx) => suppressItem(tx, districtOffice, suppressed));
  expect(await drift()).toBe('DEPARTED applicability!');
  await issue(db, { rows: [{ ...inheritedRow, key: 'another', itemCode: null }] });
  expect(await drift()).toBe('NEW; DROPPED');
  expect(await accepted()).toMatchObject({ changed: ['channels', 'deadline'], left: [] });
  expect(await held()).toMatchObject({ channels: plain.channels, days: 20, note: '区级备注' });
  // It comes again: as a new one.
  await issued({});
  expect(await drift()).toBe('NEW');
});
