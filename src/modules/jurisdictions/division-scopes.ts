import type { Sql } from '../../platform/db/sql.js';

/**
 * `chain (code, parent_code, height)`: the division that the code equals, as the tree stands now, and those above it.
 */
export function chainSql(divisionCode: string): string {
  return `chain as (
    select code, parent_code, 0 as height from division where code = ${divisionCode} and to_sequence is null
    union all
    select d.code, d.parent_code, chain.height + 1 from chain
    join division d on d.code = chain.parent_code and d.to_sequence is null
  )`;
}

/** The scopes on which a grant counts for something of this division: its code, then its ancestors'; [] if unknown. */
export async function divisionScopes(db: Sql, code: string): Promise<string[]> {
  const rows = await db.sql<{ code: string }>(
    `with recursive ${chainSql('$1')} select code from chain order by height`,
    [code],
  );
  return rows.map((row) => row.code);
}
