import type { Tx } from '../db/tx.js';

export interface NewEvent {
  readonly topic: string;
  readonly key: string;
  /** Ids and versions only: a handler reads the truth anew. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Tells the handlers of what changes nothing public, in the transaction that did it; releases tell by themselves. */
export async function appendEvent(tx: Tx, { topic, key, payload }: NewEvent): Promise<void> {
  await tx.sql('insert into outbox_event (topic, key, payload, created_at) values ($1, $2, $3::jsonb, $4)', [
    topic,
    key,
    JSON.stringify(payload),
    tx.clock.now(),
  ]);
}
