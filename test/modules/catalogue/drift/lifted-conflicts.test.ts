import { beforeEach, describe, expect, test } from 'vitest';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { unlockField } from '../../../../src/modules/catalogue/unlock-field.js';
import { timekeeper } from '../../../../src/modules/identity/system-actors.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { conflictRows, letWork, openConflictsOf, say, workAgain } from './lower-facts.js';

const { city, district, street, leaf } = small;
const db = await testDatabase();
await small.settleCatalogue(db);

const note = (divisionCode: string, value: string) => ({ divisionCode, field: 'note', value }) as const;
const lock = (divisionCode: string) => ({ divisionCode, field: 'note', slot: 'LOCK' }) as const;
const decideAll = () => db.sql(`update task set state = 'DONE', outcome = 'KEPT' where state = 'OPEN'`);
const lifts = async (divisionCode: string): Promise<bigint> => {
  const { sequence } = await db.transaction((tx) =>
    unlockField(tx, small.cityOffice, { divisionCode, itemCode: leaf, field: 'note' }),
  );
  return sequence ?? 0n;
};
const open = async (): Promise<string[]> =>
  (await conflictRows(db)).filter(({ state }) => state === 'OPEN').map(({ subject }) => subject.split('/')[0] ?? '');

describe('after a lock is lifted', () => {
  beforeEach(async () => {
    for (const divisionCode of [city, district]) await say(db, { ...lock(divisionCode), state: null });
    await say(db, note(city, '市'));
    await say(db, note(district, '区'));
    await say(db, note(street, '街'));
    await letWork(db);
    await db.sql('truncate task');
  });

  test('what it asked is over, told so, and closed once by two workers and a second delivery', async () => {
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    expect(await open()).toEqual([district, street]);
    const sequence = await lifts(city);
    await Promise.all([letWork(db), letWork(db)]);
    const [task] = (await listTasks(db, { divisionCode: district, first: 1 })).tasks;
    expect(task).toMatchObject({ state: 'CANCELLED', outcome: 'LIFTED', closedBy: timekeeper.accountId });
    await workAgain(db, sequence);
    expect((await listTasks(db, { divisionCode: district, first: 1 })).tasks).toEqual([task]);
    expect(await conflictRows(db)).toMatchObject([{ outcome: 'LIFTED' }, { outcome: 'LIFTED' }]);
  });

  test('a worker that comes only now to the lock asks nobody, whichever release it takes first', async () => {
    const locked = await say(db, { ...lock(city), state: 'LOCK' });
    await lifts(city);
    await letWork(db);
    await workAgain(db, locked);
    expect(await conflictRows(db)).toEqual([]);
  });

  test('a lock that is lifted while the worker is at it leaves nothing open', async () => {
    for (const early of [0, 5, 20]) {
      await say(db, { ...lock(city), state: 'LOCK' });
      const lifted = new Promise((done) => setTimeout(done, early)).then(() => lifts(city));
      await Promise.all([letWork(db), lifted, letWork(db)]);
      await letWork(db);
      expect(await open()).toEqual([]);
    }
  });

  test('a lock that was set again meanwhile still asks', async () => {
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    const lifted = await lifts(city);
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    await workAgain(db, lifted);
    expect(await open()).toEqual([district, street]);
  });

  test('what nobody had decided before the lock is still to be decided', async () => {
    await say(db, note(city, '市二'));
    await letWork(db);
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    await lifts(city);
    await letWork(db);
    expect(await open()).toEqual([district, street]);
    const [task] = (await listTasks(db, { divisionCode: district, first: 1 })).tasks;
    expect(task?.details).toMatchObject({ upperValue: '市二', ownValue: '区', locked: false });
  });

  test('an own value that a lock holds back is asked about once: by the lock, not by what is said under it', async () => {
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    await decideAll();
    await say(db, note(city, '锁内'));
    await letWork(db);
    expect(await open()).toEqual([]);
    await lifts(city);
    await letWork(db);
    expect(await openConflictsOf(db, district)).toEqual([{ field: 'note', upper: '锁内', own: '区' }]);
    expect(await open()).toEqual([district, street]);
  });

  test('what was decided under the lock stays decided', async () => {
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    await decideAll();
    await lifts(city);
    await letWork(db);
    expect(await conflictRows(db)).toMatchObject([{ outcome: 'KEPT' }, { outcome: 'KEPT' }]);
  });

  test('a second lock further down goes on to hold back what it held back', async () => {
    await say(db, { ...lock(district), state: 'LOCK' });
    await letWork(db);
    await say(db, note(city, '市三'));
    await letWork(db);
    // The district has to look at the new note; its street has to look at the lock of the district.
    expect(await open()).toEqual([district, street]);
    await say(db, { ...lock(city), state: 'LOCK' });
    await lifts(city);
    await letWork(db);
    expect(await open()).toEqual([district, street]);
    await decideAll();
    await say(db, { ...lock(city), state: 'LOCK' });
    await letWork(db);
    await lifts(city);
    await letWork(db);
    expect(await open()).toEqual([]);
  });
});

describe('after an item ended', () => {
  const basis = {
    divisionCode: district,
    field: 'bases',
    slot: 'APPEND',
    state: 'APPEND',
    value: [small.localRule],
  } as const;
  test('nothing is asked of those for whom it ended; who keeps it by an own basis goes on', async () => {
    const { lowerLeaf } = small;
    for (const divisionCode of [city, district]) await say(db, { ...lock(divisionCode), state: null });
    await say(db, basis);
    await letWork(db);
    await db.sql('truncate task');
    for (const itemCode of [leaf, lowerLeaf]) {
      await say(db, { ...note(district, '甲'), itemCode });
      await say(db, { ...note(street, '乙'), itemCode });
      await say(db, { ...note(city, '丙'), itemCode });
    }
    await letWork(db);
    await decideAll();
    for (const itemCode of [leaf, lowerLeaf]) await say(db, { ...note(city, '丁'), itemCode });
    await letWork(db);
    const retired = await db.transaction((tx) =>
      retireItem(tx, small.cityOffice, { divisionCode: city, itemCode: small.group, reason: '职能调整' }),
    );
    await Promise.all([letWork(db), letWork(db)]);
    await workAgain(db, retired.sequence ?? 0n);
    const rows = (await conflictRows(db)).filter(({ outcome }) => outcome !== 'KEPT');
    expect(rows.map(({ subject, state, outcome }) => [subject, state, outcome])).toEqual([
      [`${district}/${leaf}/applicability`, 'OPEN', null],
      [`${district}/${leaf}/note`, 'OPEN', null],
      [`${district}/${lowerLeaf}/note`, 'CANCELLED', 'ENDED'],
      [`${street}/${leaf}/note`, 'OPEN', null],
      [`${street}/${lowerLeaf}/note`, 'CANCELLED', 'ENDED'],
    ]);
  });

  test('a division that gives up its basis in its own course has nothing left to decide, nor have those below', async () => {
    await db.transaction((tx) =>
      resetField(tx, small.districtOffice, { divisionCode: district, itemCode: leaf, field: 'bases' }),
    );
    await letWork(db);
    expect((await small.itemAt(db, district)).applicability).toBe('RETIRED');
    const rows = (await conflictRows(db)).filter(({ outcome }) => outcome !== 'KEPT');
    expect(rows.filter(({ subject }) => subject.includes(`/${leaf}/`)).map(({ outcome }) => outcome)).toEqual([
      'ENDED',
      'ENDED',
      'ENDED',
    ]);
    expect(await open()).toEqual([]);
  });
});
