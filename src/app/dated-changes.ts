import { announceDatedChanges } from '../modules/jurisdictions/bodies/announce-dated-changes.js';
import type { Database } from '../platform/db/database.js';
import { type Repeating, startRepeating } from '../platform/turns/start-repeating.js';

/** Often enough for what changes at midnight; a look is one small statement. */
const everyMilliseconds = 30_000;

/** Looks, until it is stopped, whether the day came from which something recorded earlier counts. */
export function startDatedChanges(db: Database, onFault: (error: unknown) => void): Repeating {
  return startRepeating(() => db.transaction(announceDatedChanges), everyMilliseconds, onFault);
}
