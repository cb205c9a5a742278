import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import type { Sql } from '../../platform/db/sql.js';
import { badInput, forbidden } from '../../platform/errors/app-error.js';
import { type Actor, holds } from './actor.js';
import { systemActorName } from './system-actors.js';

export interface AuditQuery {
  /** Only what was done to this, e.g. `draft:…`; all subjects without it. */
  readonly subject?: string;
  /** 1 to 100. */
  readonly first: number;
  /** `cursor` of the last entry seen. */
  readonly after?: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly accountId: string;
  /** Null where a job acted that has no name. */
  readonly displayName: string | null;
  readonly verb: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly cursor: string;
}

interface AuditRow extends Omit<AuditEntry, 'at' | 'cursor'> {
  at: string;
}

const most = 100;

/**
 * The audit trail, newest first. It crosses all scopes, so it is for a SUPERVISOR everywhere.
 * Errors: FORBIDDEN; BAD_USER_INPUT for `first` out of range or an unknown cursor.
 */
export async function listAuditEntries(
  db: Sql,
  actor: Actor,
  query: AuditQuery,
): Promise<{ entries: readonly AuditEntry[]; hasNextPage: boolean }> {
  if (!holds(actor, ['SUPERVISOR'], [])) throw forbidden('只有全局监督人员可以查看审计记录。');
  if (!Number.isInteger(query.first) || query.first < 1 || query.first > most) {
    throw badInput(`first must be from 1 to ${most}.`);
  }
  // A cursor of one subject is unknown to another.
  const context = `audit/${query.subject ?? ''}`;
  const [before] = query.after === undefined ? [null] : decodeCursor(query.after, context);
  const rows = await db.sql<AuditRow>(
    `select e.id::text as id, e.at::text as at, e.account_id as "accountId", a.display_name as "displayName",
       e.verb, e.subject, e.details, e.request_id as "requestId"
     from audit_entry e left join account a on a.id = e.account_id
     where ($1::text is null or e.subject = $1) and ($2::bigint is null or e.id < $2::bigint)
     order by e.id desc limit $3`,
    [query.subject ?? null, before, query.first + 1],
  );
  const entries = rows.slice(0, query.first).map((row) => ({
    ...row,
    at: new Date(row.at),
    displayName: row.displayName ?? systemActorName(row.accountId),
    cursor: encodeCursor([row.id], context),
  }));
  return { entries, hasNextPage: rows.length > query.first };
}
