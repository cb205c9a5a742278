import { expect, test } from 'vitest';
import { listTasks } from '../../../src/modules/tasks/list-tasks.js';
import { openTasks } from '../../../src/modules/tasks/open-tasks.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const subjects = ['1', '2', '3', '4', '5'].map((item) => `310107/${item}/note`);
await db.transaction((tx) =>
  openTasks(
    tx,
    subjects.map((subject) => ({
      kind: 'CATALOGUE_CONFLICT',
      subject,
      cause: '9',
      divisionCode: '310107',
      details: { upperDivision: '310000' },
    })),
  ),
);

test('pages through the tasks of a division without gaps or repeats', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await listTasks(db, { divisionCode: '310107', kinds: ['CATALOGUE_CONFLICT'], first: 2, after });
    seen.push(...page.tasks.map((task) => task.subject));
    after = page.tasks.at(-1)?.cursor;
    if (!page.hasNextPage) break;
  }
  expect(seen.toSorted()).toEqual(subjects);
  expect((await listTasks(db, { divisionCode: '310107', kinds: ['LAW_ADJUSTMENT'], first: 2 })).tasks).toEqual([]);
  expect((await listTasks(db, { divisionCode: '310101', first: 2 })).tasks).toEqual([]);
});

test('refuses a page size out of range and a cursor of another list', async () => {
  const bad = { code: 'BAD_USER_INPUT' };
  await expect(listTasks(db, { divisionCode: '310107', first: 0 })).rejects.toMatchObject(bad);
  await expect(listTasks(db, { divisionCode: '310107', first: 101 })).rejects.toMatchObject(bad);
  const after = (await listTasks(db, { divisionCode: '310107', first: 1 })).tasks[0]?.cursor ?? '';
  await expect(listTasks(db, { divisionCode: '310101', first: 1, after })).rejects.toMatchObject(bad);
});
