import type { Sql } from '../../platform/db/sql.js';

/** The id behind a login, compared without regard to case; null where nobody has it. */
export async function findAccountId(db: Sql, login: string): Promise<string | null> {
  const [row] = await db.sql<{ id: string }>('select id from account where login = $1', [login.trim().toLowerCase()]);
  return row?.id ?? null;
}
