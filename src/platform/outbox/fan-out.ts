import type { Database } from '../db/database.js';
import { deliveryStates, type Handler } from './handler.js';

/** So many events are fanned out at a time. */
export const eventBatch = 500;

export interface FannedOut {
  /** How many events were new. */
  readonly events: number;
  /** Names of the handlers that have something to do now. */
  readonly handlers: ReadonlySet<string>;
}

/**
 * Gives every handler interested in a new event a delivery of its own.
 * Two relays share the work, as each skips what the other holds; an event nobody wants is only marked.
 */
export async function fanOut(db: Database, handlers: readonly Handler[]): Promise<FannedOut> {
  const interests = handlers.flatMap(({ name, topics, kinds }) => topics.map((topic) => ({ name, topic, kinds })));
  const rows = await db.sql<{ events: number; handlers: string[] | null }>(
    `with fresh as (
       select id from outbox_event where fanned_out_at is null order by id limit $1 for update skip locked
     ), marked as (
       update outbox_event set fanned_out_at = $2 where id in (select id from fresh) returning id, topic, payload
     ), delivery as (
       insert into outbox_delivery (event_id, handler, state, attempts, due_at)
       select marked.id, interest.name, $3, 0, $2
       from marked join jsonb_to_recordset($4::jsonb) as interest(name text, topic text, kinds text[]) using (topic)
       where interest.kinds is null or not marked.payload ? 'kinds' or marked.payload -> 'kinds' ?| interest.kinds
       on conflict do nothing returning handler
     )
     select (select count(*) from marked)::int as events, (select array_agg(distinct handler) from delivery) as handlers`,
    [eventBatch, db.clock.now(), deliveryStates.waiting, JSON.stringify(interests)],
    { prepared: true },
  );
  return { events: rows[0]?.events ?? 0, handlers: new Set(rows[0]?.handlers) };
}
