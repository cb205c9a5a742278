import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../clock/clock.js';
import type { IdSource } from '../ids/id-source.js';
import type { Sql } from './sql.js';

declare const opened: unique symbol;

/**
 * An open transaction, made only by `Database.transaction`: a verb that asks for it cannot be called without one.
 * `em` serves single rows of the module's own tables (`insert`, `findOne`, `nativeUpdate`: they act at once);
 * `sql` serves set-based statements; both run in the same transaction. Time and ids come from here.
 */
export interface Tx extends Sql {
  readonly [opened]: true;
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Correlates audit rows with the log line of the request; null in jobs and seeds. */
  readonly requestId: string | null;
}

export interface TxParts {
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly requestId: string | null;
  readonly sql: Sql['sql'];
}

/** For the transaction helper alone: nothing else may vouch that a transaction is open. */
export function markOpened(parts: TxParts): Tx {
  return parts as Tx;
}
