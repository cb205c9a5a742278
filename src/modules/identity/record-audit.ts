import type { Tx } from '../../platform/db/tx.js';
import type { ReleaseWrite } from '../ledger/append-release.js';
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
  const { text, params } = auditWrite(tx, actor, record);
  await tx.sql(text, params);
}

/** The same as a part of the release that the verb ends with. */
export function auditWrite(tx: Tx, actor: Actor, { verb, subject, details = {} }: AuditRecord): ReleaseWrite {
  return {
    text: `insert into audit_entry (at, account_id, verb, subject, details, request_id)
      select $1::timestamptz, $2::uuid, $3::text, $4::text, $5::jsonb, $6::text`,
    params: [tx.clock.now(), actor.accountId, verb, subject, JSON.stringify(details), tx.requestId],
  };
}
