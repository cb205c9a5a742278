import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import { isRole, type Role, type Scope } from './actor.js';

/** A grant that counts at the moment it was read for. */
export interface AccountGrant {
  readonly id: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly grantedAt: Date;
  /** Null: until revoked. */
  readonly validUntil: Date | null;
}

/** An account as colleagues may see it. */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly demo: boolean;
  readonly createdAt: Date;
  readonly grants: readonly AccountGrant[];
}

type AccountFacts = Omit<Account, 'createdAt' | 'grants'> & { createdAt: string };

interface GrantRow {
  id: string;
  role: string;
  scope: string;
  grantedAt: string;
  validUntil: string | null;
}

/** Null for an id that is nobody's. */
export async function findAccount(
  db: Sql,
  query: { readonly id: string; readonly now: Date },
): Promise<Account | null> {
  if (!isUuid(query.id)) return null;
  const [row] = await db.sql<AccountFacts>(
    `select id, login, display_name as "displayName", active, demo, created_at::text as "createdAt"
     from account where id = $1`,
    [query.id],
  );
  if (row === undefined) return null;
  const grants = await db.sql<GrantRow>(
    `select id, role, scope, granted_at::text as "grantedAt", valid_until::text as "validUntil" from account_grant
     where account_id = $1 and ${grantCounts('account_grant', '$2')} order by role, scope, id`,
    [query.id, query.now],
  );
  return { ...row, createdAt: new Date(row.createdAt), grants: grants.flatMap(grantOf) };
}

/** SQL for grants that count at a moment; `row` is an alias, `at` the place of a timestamptz parameter. */
export function grantCounts(row: string, at: string): string {
  return `${row}.revoked_at is null and (${row}.valid_until is null or ${row}.valid_until > ${at}::timestamptz)`;
}

/** A role that is no longer known lets its holder do nothing. */
function grantOf(row: GrantRow): AccountGrant[] {
  if (!isRole(row.role)) return [];
  const validUntil = row.validUntil === null ? null : new Date(row.validUntil);
  return [{ id: row.id, role: row.role, scope: row.scope, grantedAt: new Date(row.grantedAt), validUntil }];
}
