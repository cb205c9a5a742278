import type { Sql } from '../db/sql.js';
import { deliveryStates } from './handler.js';

export interface OutboxCounts {
  /** Events not yet fanned out, and deliveries to be made or made again. */
  readonly waiting: number;
  /** Deliveries that were given up: somebody has to look. */
  readonly parked: number;
}

export async function countOutbox(db: Sql): Promise<OutboxCounts> {
  const [row] = await db.sql<{ waiting: number; parked: number }>(
    `select (select count(*) from outbox_event where fanned_out_at is null)::int
         + (select count(*) from outbox_delivery where state = $1)::int as waiting,
       (select count(*) from outbox_delivery where state = $2)::int as parked`,
    [deliveryStates.waiting, deliveryStates.parked],
  );
  return row ?? { waiting: 0, parked: 0 };
}
