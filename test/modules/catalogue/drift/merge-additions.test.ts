import { beforeEach, describe, expect, test } from 'vitest';
import type { ElementValue } from '../../../../src/modules/catalogue/catalogue-fact.js';
import { type ResolveConflict, resolveConflict } from '../../../../src/modules/catalogue/drift/resolve-conflict.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import type { Task } from '../../../../src/modules/tasks/task.js';
import type { Tx } from '../../../../src/platform/db/tx.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { letWork, say } from './lower-facts.js';

const { city, district, leaf } = small;
const db = await testDatabase();
await small.settleCatalogue(db);

const standard = [small.element('scope'), small.element('phone', { type: 'CONTACT' })];
const helpDesk = small.element('helpDesk', { name: '咨询台' });
const lift = small.element('lift', { name: '电梯' });
const upperDesk = { ...helpDesk, name: '服务台', required: false };
const lock = { divisionCode: city, field: 'elements', slot: 'LOCK' } as const;

const defines = (value: readonly ElementValue[]) =>
  say(db, { divisionCode: city, field: 'elements', state: 'DEFINED', value });
const adds = (value: readonly ElementValue[]) =>
  say(db, { divisionCode: district, field: 'elements', slot: 'APPEND', state: 'APPEND', value });
const decide = (task: Task, more: Omit<ResolveConflict, 'taskId'>) => (tx: Tx) =>
  resolveConflict(tx, small.districtOffice, { taskId: task.id, ...more });

async function taskAbout(field: string): Promise<Task> {
  const { tasks } = await listTasks(db, { divisionCode: district, first: 50 });
  const task = tasks.find(({ subject }) => subject === `${district}/${leaf}/${field}`);
  if (task === undefined) throw new Error('The district has no such task.');
  return task;
}

async function shown(): Promise<string[]> {
  const { elements } = await small.itemAt(db, district);
  return elements.map(({ id, name, origin }) => `${id} ${name} ${origin.level}`);
}

/** The district added two elements, then the city changes its list. */
async function conflict(
  upper: readonly ElementValue[],
  own: readonly ElementValue[] = [helpDesk, lift],
): Promise<Task> {
  await say(db, { ...lock, state: null });
  await defines(standard);
  await adds(own);
  await letWork(db);
  await db.sql('truncate task');
  await defines(upper);
  await letWork(db);
  return taskAbout('elements');
}

beforeEach(() => db.sql('truncate task'));

const upper = ['scope 要素scope CITY', 'phone 要素phone CITY', 'helpDesk 服务台 CITY'];

describe('a conflict of a list', () => {
  test('KEEP leaves the own additions as they are; they come back when the level above takes its own away', async () => {
    const task = await conflict([...standard, upperDesk]);
    expect(await shown()).toEqual([...upper, 'lift 电梯 DISTRICT']);
    const resolved = await db.transaction(decide(task, { decision: 'KEEP' }));
    expect(resolved).toMatchObject({ change: null, task: { state: 'DONE', outcome: 'KEPT' } });
    await defines(standard);
    expect(await shown()).toEqual([...upper.slice(0, 2), 'helpDesk 咨询台 DISTRICT', 'lift 电梯 DISTRICT']);
  });

  test('ACCEPT removes all own additions to that list', async () => {
    const task = await conflict([...standard, upperDesk]);
    const resolved = await db.transaction(decide(task, { decision: 'ACCEPT' }));
    expect(resolved).toMatchObject({ change: { factId: null }, task: { outcome: 'ACCEPTED' } });
    expect(await shown()).toEqual(upper);
  });

  test('MERGE leaves the own additions without what stands above', async () => {
    const task = await conflict([...standard, upperDesk]);
    const resolved = await db.transaction(decide(task, { decision: 'MERGE', reason: '服务台以市级为准' }));
    expect(resolved).toMatchObject({
      change: { divisionCode: district, itemCode: leaf, field: 'elements' },
      task: { outcome: 'MERGED' },
    });
    expect(await shown()).toEqual([...upper, 'lift 电梯 DISTRICT']);
    await defines(standard);
    expect(await shown()).toEqual([...upper.slice(0, 2), 'lift 电梯 DISTRICT']);
  });

  test('MERGE with a value puts other additions in their place, under the rules of every addition', async () => {
    const task = await conflict([...standard, upperDesk]);
    const before = await small.traces(db);
    const merge = (value: ResolveConflict['value']) => decide(task, { decision: 'MERGE', value });
    expect(await small.refusals(db, merge({ elements: [lift, helpDesk] }))).toMatchObject([
      { code: 'DUPLICATE', path: ['value', 'elements', '1', 'id'], rule: 'R-I03' },
    ]);
    expect(await small.refusals(db, merge({ elements: [] }))).toMatchObject([{ code: 'REQUIRED', path: ['value'] }]);
    expect(await small.refusals(db, merge({ elements: [lift], note: '备注' }))).toMatchObject([
      { code: 'INVALID', path: ['value'], rule: 'R-I12' },
    ]);
    expect(await small.refusals(db, merge({ bases: [small.localRule] }))).toMatchObject([
      { code: 'INVALID', path: ['value'], rule: 'R-I12' },
    ]);
    expect(await small.traces(db)).toEqual(before);
    await db.transaction(merge({ elements: [{ ...helpDesk, id: 'districtDesk', identifier: 'DISTRICT_DESK' }] }));
    expect(await shown()).toEqual([...upper, 'districtDesk 咨询台 DISTRICT']);
  });

  test('MERGE is refused where nothing would remain, or nothing change, or a lock stands: the refusal says what does', async () => {
    const refused = async (task: Task) => {
      const before = await small.traces(db);
      const [fault] = await small.refusals(db, decide(task, { decision: 'MERGE' }));
      expect(await small.traces(db)).toEqual(before);
      expect(fault).toMatchObject({ code: 'NOT_ALLOWED_HERE', path: ['decision'] });
      return [fault?.rule, fault?.message, fault?.explanation?.inputs.map(({ value }) => value)];
    };
    const list = '要素scope(必备)、要素phone(必备)、服务台';
    const nothingLeft = '本级增加的内容上级已全部列出，合并后没有剩余；可以采用上级的值。';
    expect(await refused(await conflict([...standard, upperDesk], [helpDesk]))).toEqual([
      'R-I12',
      nothingLeft,
      [list, '咨询台'],
    ]);
    const cleared = await conflict([...standard, upperDesk]);
    await defines(standard);
    expect(await refused(cleared)).toEqual([
      'R-I12',
      '本级增加的内容与上级没有重复，无须合并；可以保留本级的值。',
      ['要素scope(必备)、要素phone(必备)', '咨询台、电梯'],
    ]);
    const task = await conflict([...standard, upperDesk]);
    await say(db, { ...lock, state: 'LOCK' });
    expect(await refused(task)).toEqual(['R-I03', '“公开要素”已由上海市锁定，下级不得变更。', [list]]);
    expect((await db.transaction(decide(task, { decision: 'KEEP' }))).task.outcome).toBe('KEPT');
  });
});

test('bases and channels are merged alike', async () => {
  const fourth = { ...small.localRule, clause: '第四条' };
  const own = { divisionCode: district, slot: 'APPEND', state: 'APPEND' } as const;
  await say(db, { ...own, field: 'bases', value: [small.localRule, fourth] });
  await say(db, { divisionCode: city, field: 'bases', state: 'DEFINED', value: [small.regulation, small.localRule] });
  await letWork(db);
  await db.transaction(decide(await taskAbout('bases'), { decision: 'MERGE' }));
  const { bases } = await small.itemAt(db, district);
  expect(bases.map(({ clause, origin }) => [clause, origin.level])).toEqual([
    ['第二十六条', 'CITY'],
    ['第三条', 'CITY'],
    ['第四条', 'DISTRICT'],
  ]);
  await say(db, { ...own, field: 'channels', value: ['COMMUNITY_NOTICE_BOARD', 'PRINT_MEDIA'] });
  await say(db, { divisionCode: city, field: 'channels', slot: 'LOCK', state: 'LOCK' });
  await letWork(db);
  const ofChannels = await taskAbout('channels');
  // The lock goes and the worker has not come yet: the task can still be decided.
  const value = ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'] as const;
  await say(
    db,
    { divisionCode: city, field: 'channels', slot: 'LOCK', state: null },
    { divisionCode: city, field: 'channels', state: 'DEFINED', value },
  );
  await db.transaction(decide(ofChannels, { decision: 'MERGE' }));
  const facts = await db.sql<{ value: unknown }>(
    `select value from catalogue_fact where division_code = $1 and field = 'channels' and to_sequence is null`,
    [district],
  );
  expect(facts).toEqual([{ value: ['COMMUNITY_NOTICE_BOARD'] }]);
});
