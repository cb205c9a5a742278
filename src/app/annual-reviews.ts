import { openAnnualReviews } from '../modules/catalogue/audit/open-annual-reviews.js';
import { shanghaiDate } from '../modules/rules/calendar-date.js';
import type { Database } from '../platform/db/database.js';
import { WakeUp } from '../platform/outbox/wake-up.js';

/** How often it asks whether another day has begun. */
const everyMilliseconds = 600_000;

/** Opens the yearly reviews that come due, once a day of Shanghai, until it is stopped. */
export function startAnnualReviews(db: Database, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const wakeUp = new WakeUp();
  let stopped = false;
  let lookedOn: string | undefined;
  const run = async (): Promise<void> => {
    while (!stopped) {
      const today = shanghaiDate(db.clock.now());
      if (today !== lookedOn) {
        try {
          await db.transaction(openAnnualReviews);
          lookedOn = today;
        } catch (error) {
          onFault(error);
        }
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
