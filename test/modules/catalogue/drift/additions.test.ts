import { beforeEach, describe, expect, test } from 'vitest';
import type { BasisValue, ElementValue } from '../../../../src/modules/catalogue/catalogue-fact.js';
import { lockField } from '../../../../src/modules/catalogue/lock-field.js';
import { unlockField } from '../../../../src/modules/catalogue/unlock-field.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { conflictRows, letWork, say, workAgain } from './lower-facts.js';

const { city, district, street, otherDistrict, leaf } = small;
const db = await testDatabase();
await small.settleCatalogue(db);

const standard = [small.element('scope'), small.element('phone', { type: 'CONTACT' })];
const helpDesk = small.element('helpDesk', { name: '咨询台' });
const lift = small.element('lift', { name: '电梯' });

const defines = (value: readonly ElementValue[]) =>
  ({ divisionCode: city, field: 'elements', state: 'DEFINED', value }) as const;
const cites = (value: readonly BasisValue[]) =>
  ({ divisionCode: city, field: 'bases', state: 'DEFINED', value }) as const;
const adds = (divisionCode: string, value: readonly ElementValue[]) =>
  ({ divisionCode, field: 'elements', slot: 'APPEND', state: 'APPEND', value }) as const;
const addsBasis = (divisionCode: string, value: readonly BasisValue[]) =>
  ({ divisionCode, field: 'bases', slot: 'APPEND', state: 'APPEND', value }) as const;

const openAt = async (): Promise<string[]> =>
  (await conflictRows(db)).filter(({ state }) => state === 'OPEN').map(({ subject }) => subject);

/** Everybody as the city defined the leaf; two divisions of one branch have added an element of their own. */
beforeEach(async () => {
  const back = { field: 'elements', slot: 'APPEND', state: null } as const;
  await say(db, defines(standard));
  await say(db, cites([small.regulation]));
  for (const divisionCode of [district, street]) await say(db, { ...back, divisionCode });
  await say(db, adds(district, [helpDesk]));
  await say(db, adds(street, [lift]));
  await letWork(db);
  await db.sql('truncate task');
});

describe('a lock on a list that others added to', () => {
  const subject = { divisionCode: city, itemCode: leaf, field: 'elements' } as const;
  const lock = () => db.transaction((tx) => lockField(tx, small.cityOffice, subject));
  const unlock = () => db.transaction((tx) => unlockField(tx, small.cityOffice, subject));

  test('lists each division that added, and gives each one task; those that inherit have none', async () => {
    const { conflicts } = await lock();
    expect(conflicts.map(({ divisionCode, value }) => [divisionCode, value])).toEqual([
      [district, '咨询台'],
      [street, '电梯'],
    ]);
    await Promise.all([letWork(db), letWork(db)]);
    expect(await openAt()).toEqual([`${district}/${leaf}/elements`, `${street}/${leaf}/elements`]);
    const [task] = (await listTasks(db, { divisionCode: district, first: 1 })).tasks;
    expect(task?.details).toMatchObject({
      upperDivision: city,
      upperValue: '要素scope(必备)、要素phone(必备)',
      ownValue: '咨询台',
      locked: true,
      retired: false,
    });
    expect((await small.itemAt(db, street)).elements.map(({ id }) => id)).toEqual(['scope', 'phone']);
    await unlock();
    await letWork(db);
    expect(await openAt()).toEqual([]);
    expect((await small.itemAt(db, street)).elements.map(({ id }) => id)).toEqual([
      'scope',
      'phone',
      'helpDesk',
      'lift',
    ]);
  });

  test('channels are such a list too', async () => {
    await say(db, {
      divisionCode: otherDistrict,
      field: 'channels',
      slot: 'APPEND',
      state: 'APPEND',
      value: ['COMMUNITY_NOTICE_BOARD'],
    });
    await say(db, { divisionCode: city, field: 'channels', slot: 'LOCK', state: 'LOCK' });
    await letWork(db);
    expect(await openAt()).toEqual([`${otherDistrict}/${leaf}/channels`]);
    await say(db, { divisionCode: city, field: 'channels', slot: 'LOCK', state: null });
    // Ticks are joined: what both tick is lost to nobody.
    const value = ['GOVERNMENT_WEBSITE', 'COMMUNITY_NOTICE_BOARD'] as const;
    await say(db, { divisionCode: city, field: 'channels', state: 'DEFINED', value });
    await letWork(db);
    expect(await openAt()).toEqual([]);
  });
});

describe('an upper change of a list', () => {
  test('that leaves the additions below beside it asks nobody', async () => {
    await say(db, defines([...standard, small.element('map')]));
    await say(db, defines([small.element('map')]));
    await say(db, cites([small.regulation, small.localRule]));
    await letWork(db);
    expect(await conflictRows(db)).toEqual([]);
    expect((await small.itemAt(db, street)).elements.map(({ id }) => id)).toEqual(['map', 'helpDesk', 'lift']);
  });

  test('that takes the id of an addition asks the division that added it, once, and nobody else', async () => {
    const sequence = await say(db, defines([...standard, { ...helpDesk, name: '服务台', required: false }]));
    await Promise.all([letWork(db), letWork(db)]);
    await workAgain(db, sequence);
    expect(await conflictRows(db)).toEqual([
      { subject: `${district}/${leaf}/elements`, cause: sequence.toString(), state: 'OPEN', outcome: null },
    ]);
    const [task] = (await listTasks(db, { divisionCode: district, first: 1 })).tasks;
    expect(task?.details).toMatchObject({
      upperValue: '要素scope(必备)、要素phone(必备)、服务台',
      ownValue: '咨询台',
      locked: false,
    });
    // What is said of other elements later does not ask again; what is said of this one does.
    await db.sql(`update task set state = 'DONE', outcome = 'KEPT'`);
    await say(db, defines([...standard, small.element('map'), { ...helpDesk, name: '服务台', required: false }]));
    await letWork(db);
    expect(await openAt()).toEqual([]);
    await say(db, defines([...standard, { ...helpDesk, name: '服务台', required: true }]));
    await letWork(db);
    expect(await openAt()).toEqual([`${district}/${leaf}/elements`]);
  });

  test('of a level between asks those below that level', async () => {
    await say(db, adds(district, [helpDesk, { ...lift, name: '无障碍电梯' }]));
    await letWork(db);
    expect(await openAt()).toEqual([`${street}/${leaf}/elements`]);
  });

  test('that states the basis of a lower level asks that level', async () => {
    await say(db, addsBasis(otherDistrict, [small.localRule, { ...small.localRule, clause: '第四条' }]));
    await say(db, cites([small.regulation, { ...small.localRule, clause: null }]));
    await letWork(db);
    expect(await openAt()).toEqual([]);
    await say(db, cites([small.regulation, small.localRule]));
    await letWork(db);
    expect(await openAt()).toEqual([`${otherDistrict}/${leaf}/bases`]);
    await say(db, { ...addsBasis(otherDistrict, []), state: null });
  });

  test('that is taken back before anybody decided, or before the worker came, leaves nothing open', async () => {
    await say(db, defines([...standard, helpDesk]));
    await letWork(db);
    expect(await openAt()).toEqual([`${district}/${leaf}/elements`]);
    await say(db, defines(standard));
    await letWork(db);
    expect(await conflictRows(db)).toMatchObject([{ state: 'CANCELLED', outcome: 'LIFTED' }]);
    await say(db, defines([...standard, helpDesk]));
    const last = await say(db, defines(standard));
    await workAgain(db, last);
    await letWork(db);
    expect(await openAt()).toEqual([]);
  });

  test('under a lock asks when the lock is lifted: the addition would vanish with nobody told', async () => {
    const lock = { divisionCode: city, field: 'elements', slot: 'LOCK' } as const;
    await say(db, { ...lock, state: 'LOCK' });
    await letWork(db);
    await db.sql(`update task set state = 'DONE', outcome = 'KEPT'`);
    await say(db, defines([...standard, lift]));
    await letWork(db);
    expect(await openAt()).toEqual([]);
    await say(db, { ...lock, state: null });
    await letWork(db);
    expect(await openAt()).toEqual([`${street}/${leaf}/elements`]);
  });
});
