import type { Sql } from '../db/sql.js';
import { deliveryStates } from './handler.js';

/** Since when the oldest event waits for a handler; null where none does. */
export async function oldestWaiting(db: Sql): Promise<Date | null> {
  const [row] = await db.sql<{ since: string | null }>(
    `select least(
       (select min(created_at) from outbox_event where fanned_out_at is null),
       (select min(e.created_at) from outbox_delivery d join outbox_event e on e.id = d.event_id where d.state = $1)
     )::text as since`,
    [deliveryStates.waiting],
  );
  return row === undefined || row.since === null ? null : new Date(row.since);
}
