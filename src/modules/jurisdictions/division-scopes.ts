import type { Sql } from '../../platform/db/sql.js';

/** The scopes on which a grant counts for something of this division: its code, then its ancestors'; [] if unknown. */
export async function divisionScopes(db: Sql, code: string): Promise<string[]> {
  const rows = await db.sql<{ code: string }>(
    `with recursive chain as (
       select code, parent_code, 0 as height from division where code = $1 and to_sequence is null
       union all
       select d.code, d.parent_code, chain.height + 1 from chain
       join division d on d.code = chain.parent_code and d.to_sequence is null
     )
     select code from chain order by height`,
    [code],
  );
  return rows.map((row) => row.code);
}
