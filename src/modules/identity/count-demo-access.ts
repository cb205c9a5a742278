import type { Sql } from '../../platform/db/sql.js';

/** Accounts and keys of the demo data that are neither disabled nor revoked. Production refuses them all the same. */
export async function countDemoAccess(db: Sql): Promise<{ readonly accounts: number; readonly keys: number }> {
  const [row] = await db.sql<{ accounts: number; keys: number }>(
    `select (select count(*) from account where demo and active)::int as accounts,
       (select count(*) from consumer_key where demo and revoked_at is null)::int as keys`,
  );
  return row ?? { accounts: 0, keys: 0 };
}
