import type { Database } from '../db/database.js';
import { deliveryStates, type OutboxEvent } from './handler.js';
import type { RetryPolicy } from './retry.js';

/** A delivery that is this worker's until its lease runs out. `attempt` tells it from what others claimed later. */
export interface Claim {
  readonly event: OutboxEvent;
  readonly handler: string;
  readonly attempt: number;
}

interface ClaimRow {
  id: string;
  topic: string;
  key: string;
  payload: unknown;
  createdAt: string;
  attempts: number;
}

/**
 * Takes up to `limit` due deliveries of a handler, oldest first. Claiming counts as an attempt and moves the due time
 * to the end of the lease: what a killed worker held comes back by itself, and what kills its worker each time
 * is parked in the end. What is due later than any lease or rest can make it was written before the clock was set
 * back: it is due now.
 */
export async function claimDeliveries(
  db: Database,
  handler: string,
  { limit, retries }: { readonly limit: number; readonly retries: RetryPolicy },
): Promise<Claim[]> {
  const now = db.clock.now();
  const rows = await db.sql<ClaimRow>(
    `with due as (
       select event_id from outbox_delivery where handler = $1 and state = '${deliveryStates.waiting}'
         and (due_at <= $2 or attempts = 0 or due_at > $2::timestamptz + interval '1 millisecond'
           * greatest($6::float8, least($7::float8 * power(2, attempts - 1), $8::float8)))
       order by due_at, event_id limit $3 for update skip locked
     ), given_up as (
       update outbox_delivery d set state = '${deliveryStates.parked}', last_error = 'Its worker died at every attempt.'
       from due where d.event_id = due.event_id and d.handler = $1 and d.attempts >= $4
     ), claimed as (
       update outbox_delivery d set attempts = d.attempts + 1, due_at = $5
       from due where d.event_id = due.event_id and d.handler = $1 and d.attempts < $4
       returning d.event_id, d.attempts
     )
     select e.id::text as id, e.topic, e.key, e.payload, e.created_at::text as "createdAt", claimed.attempts
     from claimed join outbox_event e on e.id = claimed.event_id order by e.id`,
    [
      handler,
      now,
      limit,
      retries.maxAttempts,
      new Date(now.getTime() + retries.lease),
      retries.lease,
      retries.firstDelay,
      retries.longestDelay,
    ],
    { prepared: true },
  );
  return rows.map(({ attempts, createdAt, ...event }) => ({
    event: { ...event, createdAt: new Date(createdAt) },
    handler,
    attempt: attempts,
  }));
}

/** SQL that narrows an update of `outbox_delivery d` to claims that still stand: the value of `place` is their list. */
export function stillClaimed(place: string): string {
  return `from jsonb_to_recordset(${place}::jsonb) as claim(id bigint, handler text, attempt int)
    where d.event_id = claim.id and d.handler = claim.handler and d.attempts = claim.attempt
      and d.state = '${deliveryStates.waiting}'`;
}

export function claimList(claims: readonly Claim[]): string {
  return JSON.stringify(claims.map(({ event, handler, attempt }) => ({ id: event.id, handler, attempt })));
}

/** Gives back what was claimed and not begun, so that another worker need not wait for the lease. */
export async function releaseClaims(db: Database, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  await db.sql(`update outbox_delivery d set attempts = d.attempts - 1, due_at = $1 ${stillClaimed('$2')}`, [
    db.clock.now(),
    claimList(claims),
  ]);
}
