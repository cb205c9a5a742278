import { expect } from 'vitest';
import { z } from 'zod';
import type { TestApp } from './test-app.js';

const Tasks = z.object({
  tasks: z.object({
    tasks: z.array(
      z.object({
        id: z.string(),
        subject: z.string(),
        state: z.string(),
        outcome: z.string().nullable(),
        details: z.looseObject({ upperValue: z.string(), ownValue: z.string() }),
      }),
    ),
  }),
});
export type ConflictTask = z.infer<typeof Tasks>['tasks']['tasks'][number];

/** The conflicts of a division about one item, as those who watch it read them, newest first. */
export async function conflictsOf(app: TestApp, division: string, itemCode: string): Promise<ConflictTask[]> {
  const query = `query ($division: ID!) { tasks(division: $division, kinds: [CATALOGUE_CONFLICT], first: 100) {
    tasks { id subject state outcome details } } }`;
  const answer = await app.editorially({ query, variables: { division } }, await app.signIn('city-supervisor'));
  return Tasks.parse(answer.data).tasks.tasks.filter((task) => task.subject.split('/')[1] === itemCode);
}

/** The worker has a second from the commit. */
export async function openConflict(app: TestApp, division: string, itemCode: string): Promise<ConflictTask> {
  const open = async (): Promise<ConflictTask | undefined> =>
    (await conflictsOf(app, division, itemCode)).find((task) => task.state === 'OPEN');
  await expect.poll(open, { timeout: 1_000, interval: 20 }).toBeDefined();
  const task = await open();
  if (task === undefined) throw new Error(`${division} has no open task.`);
  return task;
}
