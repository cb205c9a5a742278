import { beforeEach, describe, expect, test } from 'vitest';
import { addItems } from '../../../../src/modules/catalogue/add-items.js';
import { closeConflicts } from '../../../../src/modules/catalogue/drift/close-conflicts.js';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { letWork, openConflictsOf, say, workAgain } from './lower-facts.js';

const { city, district, street, otherDistrict } = small;
const db = await testDatabase();
await small.settleCatalogue(db);

const deadline = (divisionCode: string, amount: number) =>
  ({ divisionCode, field: 'deadline', value: small.days(amount) }) as const;
const note = (divisionCode: string, value: string) => ({ divisionCode, field: 'note', value }) as const;
const words = (amount: number): string => `自信息变更之日起${amount}个工作日内(承诺时限)`;

async function everybody(itemCode = small.leaf): Promise<Record<string, object[]>> {
  const codes = [city, district, street, otherDistrict];
  const lists = await Promise.all(
    codes.map(async (code) => [code, await openConflictsOf(db, code, itemCode)] as const),
  );
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

beforeEach(async () => {
  await letWork(db);
  await db.sql('truncate task');
});

describe('a release of an upper level', () => {
  test('opens one task for each division below that set the field itself, none for those that inherit', async () => {
    await say(db, deadline(district, 12), note(district, '区里的备注'));
    await say(db, deadline(street, 10));
    await letWork(db);
    expect(await everybody()).toEqual({});
    const sequence = await say(db, deadline(city, 8));
    await letWork(db);
    expect(await everybody()).toEqual({
      [district]: [{ field: 'deadline', upper: words(8), own: words(12) }],
      [street]: [{ field: 'deadline', upper: words(8), own: words(10) }],
    });
    const [task] = (await listTasks(db, { divisionCode: district, first: 1 })).tasks;
    expect(task).toMatchObject({
      kind: 'CATALOGUE_CONFLICT',
      subject: `${district}/${small.leaf}/deadline`,
      cause: sequence.toString(),
      openedSequence: sequence,
      dueDate: null,
      details: { upperDivision: city, sequence: sequence.toString(), retired: false },
    });
    const own = (await small.itemAt(db, district)).fieldOrigins.find((one) => one.field === 'deadline');
    expect(own?.origins.map((origin) => origin.divisionCode)).toEqual([city, district]);
  });

  test('a later change takes the place of the first while the task is open', async () => {
    await say(db, deadline(city, 7));
    await letWork(db);
    await say(db, deadline(city, 6));
    await letWork(db);
    expect(await everybody()).toMatchObject({ [district]: [{ upper: words(6), own: words(12) }] });
  });

  test('a level between asks those below it only, and a division never asks itself', async () => {
    await say(db, deadline(district, 5));
    await letWork(db);
    expect(await everybody()).toEqual({ [street]: [{ field: 'deadline', upper: words(5), own: words(10) }] });
    await say(db, { ...deadline(district, 5), state: null });
    await letWork(db);
    expect(await everybody()).toEqual({ [street]: [{ field: 'deadline', upper: words(6), own: words(10) }] });
  });

  test('a lock asks too; lifting it, or another reason for the same value, does not', async () => {
    const lock = { divisionCode: city, field: 'deadline', slot: 'LOCK' } as const;
    await say(db, { ...deadline(city, 6), reason: '另有理由' });
    await letWork(db);
    expect(await everybody()).toEqual({});
    await say(db, deadline(street, 9));
    await say(db, { ...lock, state: 'LOCK' });
    await letWork(db);
    expect(await everybody()).toEqual({ [street]: [{ field: 'deadline', upper: words(6), own: words(9) }] });
    await db.sql('truncate task');
    await say(db, { ...lock, state: null });
    await letWork(db);
    expect(await everybody()).toEqual({});
  });

  test('many items of one release are all looked at, each field by itself', async () => {
    await say(db, note(district, '甲'), { ...note(district, '乙'), itemCode: small.lowerLeaf });
    await say(db, { ...note(street, '丙'), itemCode: small.lowerLeaf });
    await letWork(db);
    await db.sql('truncate task');
    await say(db, note(city, '市里'), deadline(city, 4), { ...note(city, '市里'), itemCode: small.lowerLeaf });
    await letWork(db);
    expect(await everybody()).toEqual({
      [district]: [{ field: 'note', upper: '市里', own: '甲' }],
      [street]: [{ field: 'deadline', upper: words(4), own: words(9) }],
    });
    expect(await everybody(small.lowerLeaf)).toEqual({
      [district]: [{ field: 'note', upper: '市里', own: '乙' }],
      [street]: [{ field: 'note', upper: '市里', own: '丙' }],
    });
  });

  test('what a division declared not applicable is a value of its own', async () => {
    await say(db, { divisionCode: street, field: 'applicability', state: 'SUPPRESS' });
    await say(db, { divisionCode: district, field: 'applicability', state: 'SUPPRESS' });
    await letWork(db);
    expect(await everybody()).toEqual({ [street]: [{ field: 'applicability', upper: '不适用', own: '不适用' }] });
    await say(db, { divisionCode: street, field: 'applicability', state: null });
    await say(db, { divisionCode: district, field: 'applicability', state: null });
  });

  test('new items ask nobody', async () => {
    const items = [small.item({ code: 'GG-01-07', identifier: 'NEW_ONE' })];
    await db.transaction((tx) => addItems(tx, small.cityOffice, { divisionCode: city, items }));
    await letWork(db);
    expect((await db.sql('select 1 from task')).length).toBe(0);
  });
});

describe('the worker', () => {
  test('two of them, and the same event again, open a task once', async () => {
    const sequence = await say(db, deadline(city, 3));
    await Promise.all([letWork(db), letWork(db)]);
    await workAgain(db, sequence);
    expect(await db.sql('select subject, cause, state from task')).toEqual([
      { subject: `${street}/${small.leaf}/deadline`, cause: sequence.toString(), state: 'OPEN' },
    ]);
  });

  test('who changed the field before the worker came has decided', async () => {
    await say(db, deadline(city, 2), note(city, '新的'));
    await say(db, deadline(street, 1));
    await letWork(db);
    expect(await everybody()).toEqual({ [district]: [{ field: 'note', upper: '新的', own: '甲' }] });
  });

  test('the value that is shown is that of the sequence; a later one that came first is not undone', async () => {
    await say(db, note(city, '第一'));
    await say(db, note(city, '第二'));
    await letWork(db);
    expect(await everybody()).toEqual({ [district]: [{ field: 'note', upper: '第二', own: '甲' }] });
  });

  test('a decided conflict is closed, and opens again only with the next change above', async () => {
    await say(db, note(city, '第三'));
    await letWork(db);
    const decided = {
      divisionCode: district,
      fields: [{ itemCode: small.leaf, field: 'note' }],
      outcome: 'KEPT',
    } as const;
    const close = () => db.transaction((tx) => closeConflicts(tx, small.districtOffice, decided));
    expect(await close()).toHaveLength(1);
    expect(await close()).toHaveLength(0);
    await letWork(db);
    expect(await everybody()).toEqual({});
    await say(db, note(city, '第四'));
    await letWork(db);
    expect(await everybody()).toEqual({ [district]: [{ field: 'note', upper: '第四', own: '甲' }] });
  });
});

describe('a retirement above', () => {
  const basis = (divisionCode: string) =>
    ({ divisionCode, field: 'bases', slot: 'APPEND', state: 'APPEND', value: [small.localRule] }) as const;
  const retire = (itemCode: string) =>
    db.transaction((tx) => retireItem(tx, small.cityOffice, { divisionCode: city, itemCode, reason: '职能调整' }));

  test('asks those who keep the item by a basis of their own, also of items under the one that ended', async () => {
    await say(db, basis(district));
    await say(db, { ...basis(street), itemCode: small.lowerLeaf });
    await say(db, { divisionCode: otherDistrict, field: 'applicability', state: 'SUPPRESS' });
    await letWork(db);
    await retire(small.group);
    await letWork(db);
    const own = '《示例区高龄津贴实施细则》(示例区规〔2026〕1号)第三条';
    expect(await everybody()).toEqual({ [district]: [{ field: 'applicability', upper: '已停用', own }] });
    expect(await everybody(small.lowerLeaf)).toEqual({
      [street]: [{ field: 'applicability', upper: '已停用', own }],
    });
    expect((await small.itemAt(db, district)).applicability).toBe('APPLICABLE');
    expect((await small.itemAt(db, otherDistrict)).applicability).toBe('RETIRED');
  });
});
