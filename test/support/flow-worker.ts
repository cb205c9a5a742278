import { startDatedChanges } from '../../src/app/dated-changes.js';
import { negativeListReviews } from '../../src/modules/compliance/negative-lists/negative-list-reviews.handlers.js';
import { powerListUpdates } from '../../src/modules/compliance/power-lists/power-list-updates.handlers.js';
import { drainOutbox } from '../../src/platform/outbox/relay.js';
import type { TestApp } from './test-app.js';

/** What the worker would do by now: it looks at the day, then hands out what happened. */
export async function letWorkerWork(app: TestApp): Promise<void> {
  const faults: unknown[] = [];
  await startDatedChanges(app.db, (fault) => faults.push(fault)).stop();
  await drainOutbox(app.db, [powerListUpdates, negativeListReviews], { onError: (error) => faults.push(error) });
  if (faults.length > 0) throw new Error('The worker met a fault.', { cause: faults[0] });
  await app.store.follower.catchUp();
}
