import type { Sql } from '../../platform/db/sql.js';
import { everywhere } from './actor.js';

/** How many active accounts hold OPERATOR everywhere for good; with `demo` those of the demo data too. */
export async function countOperators(db: Sql, { demo }: { readonly demo: boolean }): Promise<number> {
  const [row] = await db.sql<{ operators: number }>(
    `select count(distinct a.id)::int as operators from account_grant g join account a on a.id = g.account_id
     where g.role = 'OPERATOR' and g.scope = $1 and g.revoked_at is null and g.valid_until is null
       and a.active and (not a.demo or $2)`,
    [everywhere, demo],
  );
  return row?.operators ?? 0;
}
