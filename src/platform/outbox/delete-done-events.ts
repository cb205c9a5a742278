import type { Database } from '../db/database.js';
import { deliveryStates } from './handler.js';

const keepMilliseconds = 7 * 24 * 3_600_000;
const batch = 1_000;

/**
 * Deletes events older than seven days that no handler waits for, in small transactions.
 * Parked ones stay until somebody has looked at them. Returns how many events went.
 */
export async function deleteDoneEvents(db: Database, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = signal?.aborted ? 0 : await deleteBatch(db);
    total += deleted;
    if (deleted < batch) return total;
  }
}

function deleteBatch(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx.sql<{ id: string }>(
      `with old as (
         select id from outbox_event e where fanned_out_at < $1
           and not exists (select 1 from outbox_delivery d where d.event_id = e.id and d.state <> $2)
         order by id limit $3 for update skip locked
       ), delivery as (
         delete from outbox_delivery where event_id in (select id from old)
       )
       delete from outbox_event where id in (select id from old) returning id::text as id`,
      [new Date(tx.clock.now().getTime() - keepMilliseconds), deliveryStates.done, batch],
    );
    return rows.length;
  });
}
