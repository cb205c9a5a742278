import type { Sql } from '../../platform/db/sql.js';
import type { Tx } from '../../platform/db/tx.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Attempts } from './sessions/lock-out.js';

/** The part of an account that decides about sign-in. Never leaves this module: it holds the hash. */
export interface AccountRow extends Attempts {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly active: boolean;
  readonly demo: boolean;
  readonly tokenVersion: number;
}

interface RawRow extends Omit<AccountRow, 'lockedUntil'> {
  lockedUntil: string | null;
}

const select = `select id, login, display_name as "displayName", password_hash as "passwordHash", active, demo,
  failed_attempts as "failedAttempts", locked_until::text as "lockedUntil", token_version as "tokenVersion" from account`;

/** Logins are compared without regard to case. */
export async function findAccountByLogin(db: Sql, login: string): Promise<AccountRow | null> {
  return only(await db.sql<RawRow>(`${select} where login = $1`, [login.trim().toLowerCase()]));
}

/** Holds the row until the end of the transaction. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | null> {
  return isUuid(id) ? only(await tx.sql<RawRow>(`${select} where id = $1 for update`, [id])) : null;
}

export async function storeAttempts(tx: Tx, id: string, attempts: Attempts): Promise<void> {
  await tx.sql('update account set failed_attempts = $2, locked_until = $3 where id = $1', [
    id,
    attempts.failedAttempts,
    attempts.lockedUntil,
  ]);
}

function only(rows: readonly RawRow[]): AccountRow | null {
  const [row] = rows;
  if (row === undefined) return null;
  return { ...row, lockedUntil: row.lockedUntil === null ? null : new Date(row.lockedUntil) };
}
