import type { Sql } from '../../platform/db/sql.js';

/** Index number → id, for the numbers that were ever given; whether anything stands there is another question. */
export async function findIdsByIndexNo(db: Sql, indexNos: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.sql<{ index_no: string; id: string }>(
    'select index_no, id from disclosure where index_no = any($1::text[])',
    [indexNos],
  );
  return new Map(rows.map((row) => [row.index_no, row.id]));
}
