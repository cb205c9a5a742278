import type { Database } from '../../src/platform/db/database.js';
import type { Sql } from '../../src/platform/db/sql.js';
import type { Handler } from '../../src/platform/outbox/handler.js';

export interface DeliveryRow {
  readonly handler: string;
  readonly state: string;
  readonly attempts: number;
  readonly due_at: string;
  readonly last_error: string | null;
  readonly done_at: string | null;
}

/** An event at the hour the test clock starts with. Returns its id. */
export async function addEvent(db: Sql, topic: string, payload: object = {}): Promise<string> {
  const [row] = await db.sql<{ id: string }>(
    `insert into outbox_event (topic, key, payload, created_at) values ($1, 'k', $2::jsonb, '2026-03-02T01:00:00Z')
     returning id::text as id`,
    [topic, JSON.stringify(payload)],
  );
  if (row === undefined) throw new Error('The event was not written.');
  return row.id;
}

/** A handler whose effect is a row in `effect (event_id, handler)`. */
export function recording(name: string, topic: string): Handler {
  return {
    name,
    topics: [topic],
    handle: async (tx, event) => {
      await tx.sql('insert into effect values ($1, $2)', [event.id, name]);
    },
  };
}

export async function effectsOf(db: Database, eventId: string): Promise<string[]> {
  const rows = await db.sql<{ handler: string }>('select handler from effect where event_id = $1 order by handler', [
    eventId,
  ]);
  return rows.map((row) => row.handler);
}

export function deliveriesOf(db: Database, eventId: string): Promise<DeliveryRow[]> {
  return db.sql<DeliveryRow>(
    `select handler, state, attempts, due_at::text, last_error, done_at::text from outbox_delivery
     where event_id = $1 order by handler`,
    [eventId],
  );
}
