import { expect, test } from 'vitest';
import { closeTasks } from '../../../src/modules/tasks/close-tasks.js';
import { listTasks } from '../../../src/modules/tasks/list-tasks.js';
import { findTask } from '../../../src/modules/tasks/find-task.js';
import { type NewTask, openTasks } from '../../../src/modules/tasks/open-tasks.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const accountId = '00000000-0000-4000-8000-00000000000a';
const kind = 'CATALOGUE_CONFLICT';

function task(subject: string, sequence: bigint, more: Partial<NewTask> = {}): NewTask {
  const [divisionCode = ''] = subject.split('/');
  return {
    kind,
    subject,
    cause: sequence.toString(),
    divisionCode,
    details: { sequence: sequence.toString() },
    openedSequence: sequence,
    ...more,
  };
}

const open = (...tasks: NewTask[]): Promise<readonly string[]> => db.transaction((tx) => openTasks(tx, tasks));
const close = (subjects: readonly string[], outcome = 'KEPT'): Promise<readonly string[]> =>
  db.transaction((tx) => closeTasks(tx, { kind, subjects, outcome, accountId }));

async function standing(divisionCode: string): Promise<readonly object[]> {
  const { tasks } = await listTasks(db, { divisionCode, first: 10 });
  return tasks.map(({ cause, state, outcome, details }) => ({ cause, state, outcome, details }));
}

test('opens one for each subject, once for each cause', async () => {
  const ids = await open(task('A/1/note', 5n), task('A/2/note', 5n));
  expect(ids).toHaveLength(2);
  expect(await open(task('A/1/note', 5n), task('A/2/note', 5n), task('A/3/note', 5n))).toHaveLength(1);
  const [first] = (await listTasks(db, { divisionCode: 'A', first: 10 })).tasks.filter((one) => one.id === ids[0]);
  expect(first).toMatchObject({
    kind,
    subject: 'A/1/note',
    cause: '5',
    bodyId: null,
    dueDate: null,
    why: null,
    details: { sequence: '5' },
    state: 'OPEN',
    openedAt: new Date('2026-03-02T01:00:00Z'),
    openedSequence: 5n,
    closedAt: null,
    closedBy: null,
    outcome: null,
    evidence: null,
  });
});

test('a later cause takes the place of an open one; an earlier one that comes late does not', async () => {
  expect(await open(task('B/1/note', 5n))).toHaveLength(1);
  expect(await open(task('B/1/note', 7n))).toEqual([]);
  expect(await open(task('B/1/note', 6n))).toEqual([]);
  expect(await standing('B')).toEqual([{ cause: '7', state: 'OPEN', outcome: null, details: { sequence: '7' } }]);
});

test('a closed one stays closed: its cause and older ones open nothing, a later one opens another', async () => {
  const [id] = await open(task('C/1/note', 7n));
  expect(await close(['C/1/note', 'C/2/note'])).toEqual([id]);
  expect(await close(['C/1/note'], 'ACCEPTED')).toEqual([]);
  expect(await open(task('C/1/note', 7n))).toEqual([]);
  expect(await open(task('C/1/note', 6n))).toEqual([]);
  expect(await open(task('C/1/note', 8n))).toHaveLength(1);
  const [closed] = (await listTasks(db, { divisionCode: 'C', state: 'DONE', first: 10 })).tasks;
  expect(closed).toMatchObject({
    id,
    outcome: 'KEPT',
    closedBy: accountId,
    closedAt: new Date('2026-03-02T01:00:00Z'),
  });
});

test('two that open at the same time open one', async () => {
  const opened = await Promise.all([1n, 2n, 3n, 4n].map((sequence) => open(task('D/1/note', sequence))));
  expect(opened.flat()).toHaveLength(1);
  expect(await standing('D')).toEqual([{ cause: '4', state: 'OPEN', outcome: null, details: { sequence: '4' } }]);
});

test('keeps when it is due and why', async () => {
  const why = {
    rule: 'CAT-19',
    clause: null,
    pack: 'SHANGHAI',
    packVersion: '1',
    calendarVersion: null,
    inputs: [{ name: '法规', value: '示例条例' }],
    text: '五个工作日内调整',
  };
  const [id = ''] = await open(
    task('E/1', 1n, { kind: 'LAW_ADJUSTMENT', dueDate: '2026-03-09', why, openedSequence: null }),
  );
  expect(await findTask(db, id)).toMatchObject({
    dueDate: '2026-03-09',
    why,
    openedSequence: null,
  });
  expect(await findTask(db, 'no such task')).toBeNull();
});
