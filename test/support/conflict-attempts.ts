import { openConflicts } from '../../src/modules/catalogue/drift/open-conflicts.handlers.js';
import { listTasks } from '../../src/modules/tasks/list-tasks.js';
import { drainOutbox } from '../../src/platform/outbox/relay.js';
import { z } from 'zod';
import { workingDays } from './catalogue-inputs.js';
import { achieve } from './flow-act.js';
import type { TestApp } from './test-app.js';

/** What Putuo has promised, and the city tightens. */
const promised = { divisionCode: '310107', itemCode: 'YL-03-03' };

async function conflictOf(app: TestApp): Promise<object> {
  const input = { ...promised, divisionCode: '310000', value: { deadline: workingDays(7) } };
  await achieve(app, 'city-office', { mutation: 'overrideField', input, shape: z.object({}) });
  await drainOutbox(app.db, [openConflicts]);
  const { divisionCode, itemCode } = promised;
  const page = await listTasks(app.db, { divisionCode, kinds: ['CATALOGUE_CONFLICT'], state: 'OPEN', first: 100 });
  const task = page.tasks.find(({ subject }) => subject === `${divisionCode}/${itemCode}/deadline`);
  return { taskId: task?.id, decision: 'ACCEPT' };
}

/** Mutations of what levels disagree on. */
export const conflictAttempts = {
  resolveConflict: {
    right: 'putuo-office',
    wrong: 'caoyang-office',
    wrongCode: 'NOT_FOUND',
    reader: 'putuo-supervisor',
    prepare: conflictOf,
  },
} as const;
