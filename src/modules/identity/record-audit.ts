import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from './actor.js';

export interface AuditRecord {
  /** Name of the verb, e.g. `override-field`. */
  readonly verb: string;
  /** What it was done to, e.g. `draft:…`, `item:310107/ZH-01-01`. */
  readonly subject: string;
  /** Ids, versions, codes: never texts, never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Leaves the trace of a verb in the transaction that did it. The database refuses to change or delete such rows. */
export async function recordAudit(tx: Tx, actor: Actor, record: AuditRecord): Promise<void> {
  await tx.sql(
    `insert into audit_entry (at, account_id, verb, subject, details, request_id) values ($1, $2, $3, $4, $5::jsonb, $6)`,
    [tx.clock.now(), actor.accountId, record.verb, record.subject, JSON.stringify(record.details ?? {}), tx.requestId],
  );
}
