import { announceDatedChanges } from '../modules/jurisdictions/bodies/announce-dated-changes.js';
import type { Database } from '../platform/db/database.js';
import { WakeUp } from '../platform/outbox/wake-up.js';

/** Often enough for what changes at midnight; a look is one small statement. */
const everyMilliseconds = 30_000;

/** Looks, until it is stopped, whether the day came from which something recorded earlier counts. */
export function startDatedChanges(db: Database, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const wakeUp = new WakeUp();
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        await db.transaction(announceDatedChanges);
      } catch (error) {
        onFault(error);
      }
      await wakeUp.rest(everyMilliseconds);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      wakeUp.ring();
      await running;
    },
  };
}
