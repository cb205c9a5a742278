import type { Tx } from '../db/tx.js';

/** What happened, as the transaction that did it wrote it down. */
export interface OutboxEvent {
  /** 64-bit integer in decimal; stays the same however often the event is handed out. */
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  /** Ids and versions only: a handler reads the truth anew. */
  readonly payload: unknown;
  readonly createdAt: Date;
}

/**
 * Reacts to events. What it does in `tx` happens exactly once, as the delivery is marked done in the same commit;
 * what it does outside the database may happen again and has to bear that. Order is not promised.
 */
export interface Handler {
  /** Stored with every delivery: stays the same for ever. */
  readonly name: string;
  readonly topics: readonly string[];
  /** Hands it only events whose payload names one of these under `kinds`, and those that name none; left out: all. */
  readonly kinds?: readonly string[];
  handle(tx: Tx, event: OutboxEvent): Promise<void>;
  /** The same for several events in one commit. Where it fails each is handed over alone; left out: always alone. */
  handleTogether?(tx: Tx, events: readonly OutboxEvent[]): Promise<void>;
}

export const deliveryStates = { waiting: 'WAITING', done: 'DONE', parked: 'PARKED' } as const;
