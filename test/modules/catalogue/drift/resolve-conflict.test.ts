import { beforeEach, describe, expect, test } from 'vitest';
import { addLocalItem } from '../../../../src/modules/catalogue/add-local-item.js';
import { type ResolveConflict, resolveConflict } from '../../../../src/modules/catalogue/drift/resolve-conflict.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { openTasks } from '../../../../src/modules/tasks/open-tasks.js';
import type { Task } from '../../../../src/modules/tasks/task.js';
import type { Tx } from '../../../../src/platform/db/tx.js';
import { actorWith } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { letWork, say } from './lower-facts.js';

const { city, district, street, leaf } = small;
const db = await testDatabase();
await small.settleCatalogue(db);
const here = { divisionCode: district, itemCode: leaf };

const deadline = (divisionCode: string, amount: number) =>
  say(db, { divisionCode, field: 'deadline', value: small.days(amount) });
const decide = (task: Task, more: Omit<ResolveConflict, 'taskId'>, actor: Actor = small.districtOffice) => {
  return (tx: Tx) => resolveConflict(tx, actor, { taskId: task.id, ...more });
};

async function theTask(divisionCode = district): Promise<Task> {
  const { tasks } = await listTasks(db, { divisionCode, first: 1 });
  const [task] = tasks;
  if (task === undefined) throw new Error(`${divisionCode} has no task.`);
  return task;
}

/** The district promised twelve days, then the city asked for eight. */
async function conflict(): Promise<Task> {
  await deadline(city, 20);
  await deadline(district, 12);
  await letWork(db);
  await db.sql('truncate task');
  await deadline(city, 8);
  await letWork(db);
  return theTask();
}

async function shown(divisionCode = district): Promise<unknown[]> {
  const { deadline: term } = await small.itemAt(db, divisionCode);
  return [term?.amount, term?.others.map((other) => other.amount)];
}

beforeEach(() => db.sql('truncate task'));

describe('a decision', () => {
  test('until then the stricter term counts', async () => {
    expect(await conflict()).toMatchObject({ state: 'OPEN', subject: `${district}/${leaf}/deadline` });
    expect(await shown()).toEqual([8, [12]]);
    expect(await shown(street)).toEqual([8, [12]]);
  });

  test('KEEP closes the task and leaves both values, the stricter one counting', async () => {
    const task = await conflict();
    const before = await small.traces(db);
    const resolved = await db.transaction(decide(task, { decision: 'KEEP', reason: '本级承诺不变' }));
    expect(resolved).toMatchObject({
      change: null,
      task: { id: task.id, state: 'DONE', outcome: 'KEPT', evidence: '本级承诺不变' },
    });
    expect(resolved.task.closedBy).toBe(small.districtOffice.accountId);
    expect(small.gained(before, await small.traces(db))).toEqual({ audit_entry: 1 });
    expect(await shown()).toEqual([8, [12]]);
    await deadline(city, 15);
    expect(await shown()).toEqual([12, [15]]);
  });

  test('ACCEPT takes the own value back', async () => {
    const task = await conflict();
    const { change, task: closed } = await db.transaction(decide(task, { decision: 'ACCEPT' }));
    expect(change).toMatchObject({ ...here, field: 'deadline', factId: null });
    expect(closed).toMatchObject({ state: 'DONE', outcome: 'ACCEPTED' });
    expect(await shown()).toEqual([8, []]);
  });

  test('MERGE sets another own value, under the rules of every override', async () => {
    const task = await conflict();
    const merge = (value: ResolveConflict['value']) => decide(task, { decision: 'MERGE', value });
    const before = await small.traces(db);
    expect(await small.refusals(db, merge({ deadline: small.days(9) }))).toMatchObject([
      { code: 'RULE_VIOLATION', rule: 'R-I05', path: ['value', 'deadline'] },
    ]);
    for (const value of [undefined, { note: '备注' }, { deadline: small.days(6), note: '备注' }]) {
      const [fault] = await small.refusals(db, merge(value));
      expect(fault).toMatchObject({ code: 'INVALID', path: ['value'], rule: 'R-I12' });
      expect(fault?.explanation?.inputs).toEqual([
        { name: '上级的值', value: '自信息变更之日起8个工作日内(承诺时限)' },
        { name: '本级的值', value: '自信息变更之日起12个工作日内(承诺时限)' },
      ]);
    }
    expect(await small.traces(db)).toEqual(before);
    expect((await theTask()).state).toBe('OPEN');
    const { task: closed } = await db.transaction(merge({ deadline: small.days(6) }));
    expect(closed).toMatchObject({ state: 'DONE', outcome: 'MERGED' });
    expect(await shown()).toEqual([6, [8]]);
  });

  test('is made once', async () => {
    const task = await conflict();
    const both = await Promise.allSettled(
      (['KEEP', 'ACCEPT'] as const).map((decision) => db.transaction(decide(task, { decision }))),
    );
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await small.refusals(db, decide(task, { decision: 'KEEP' }))).toMatchObject([
      { code: 'NOT_ALLOWED_HERE', path: ['taskId'], rule: 'R-I12' },
    ]);
  });

  test('a change of the division in its own course is one too', async () => {
    await conflict();
    await db.transaction((tx) =>
      overrideField(tx, small.districtOffice, { ...here, value: { deadline: small.days(5) } }),
    );
    expect(await theTask()).toMatchObject({ state: 'DONE', outcome: 'CHANGED' });
    await conflict();
    await db.transaction((tx) => overrideField(tx, small.districtOffice, { ...here, value: { note: '别的' } }));
    expect(await theTask()).toMatchObject({ state: 'OPEN' });
    await db.transaction((tx) => resetField(tx, small.districtOffice, { ...here, field: 'deadline' }));
    expect(await theTask()).toMatchObject({ state: 'DONE', outcome: 'CHANGED' });
  });
});

test('is refused to everybody else, and leaves nothing', async () => {
  const task = await conflict();
  const other = { kind: 'LAW_ADJUSTMENT', subject: `${district}/${leaf}`, cause: 'law@2', details: {} } as const;
  const [lawTask = ''] = await db.transaction((tx) => openTasks(tx, [{ ...other, divisionCode: district }]));
  const before = await small.traces(db);
  const denied = (actor: Actor, taskId = task.id) =>
    small.denial(db, (tx) => resolveConflict(tx, actor, { taskId, decision: 'KEEP' }));
  for (const role of ['EDITOR', 'UPPER_APPROVER', 'OPERATOR', 'SUPERVISOR'] as const) {
    expect(await denied(actorWith(role, district))).toBe('FORBIDDEN');
  }
  for (const actor of [small.otherOffice, small.streetOffice, actorWith('DRAFTER', district)]) {
    expect(await denied(actor)).toBe('NOT_FOUND');
  }
  for (const id of [lawTask, task.id.replace(/.$/, 'x'), small.districtOffice.accountId]) {
    expect(await denied(small.districtOffice, id)).toBe('NOT_FOUND');
  }
  expect(await small.traces(db)).toEqual(before);
  expect((await db.transaction(decide(task, { decision: 'KEEP' }, small.cityOffice))).task.state).toBe('DONE');
});

test('after a retirement ACCEPT gives up the own basis, or the item of the division itself', async () => {
  const added = await db.transaction((tx) =>
    addLocalItem(tx, small.districtOffice, {
      divisionCode: district,
      parentCode: small.group,
      identifier: 'OWN',
      columns: small.columns({ levels: ['DISTRICT', 'STREET'] }),
    }),
  );
  await say(db, { ...here, field: 'bases', slot: 'APPEND', state: 'APPEND', value: [small.localRule] });
  await letWork(db);
  await db.transaction((tx) =>
    retireItem(tx, small.cityOffice, { divisionCode: city, itemCode: small.group, reason: '职能调整' }),
  );
  await letWork(db);
  const { tasks } = await listTasks(db, { divisionCode: district, first: 10 });
  const [local = ''] = added.itemCodes;
  expect(tasks.map((task) => task.subject).toSorted()).toEqual(
    [`${district}/${leaf}/applicability`, `${district}/${local}/applicability`].toSorted(),
  );
  expect((await small.itemAt(db, district)).applicability).toBe('APPLICABLE');
  for (const task of tasks) await db.transaction(decide(task, { decision: 'ACCEPT' }));
  expect((await small.itemAt(db, district)).applicability).toBe('RETIRED');
  expect((await small.itemAt(db, district, local)).applicability).toBe('RETIRED');
});
