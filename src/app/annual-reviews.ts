import { openAnnualReviews } from '../modules/catalogue/audit/open-annual-reviews.js';
import { shanghaiDate } from '../modules/rules/calendar-date.js';
import type { Database } from '../platform/db/database.js';
import { type Repeating, startRepeating } from '../platform/turns/start-repeating.js';

/** How often it asks whether another day has begun. */
const everyMilliseconds = 600_000;

/** Opens the yearly reviews that come due, once a day of Shanghai, until it is stopped. */
export function startAnnualReviews(db: Database, onFault: (error: unknown) => void): Repeating {
  let lookedOn: string | undefined;
  const look = async (): Promise<void> => {
    const today = shanghaiDate(db.clock.now());
    if (today === lookedOn) return;
    await db.transaction(openAnnualReviews);
    lookedOn = today;
  };
  return startRepeating(look, everyMilliseconds, onFault);
}
