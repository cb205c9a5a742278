import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import { forAudience, type View } from '../ledger/view.js';

/** Index number → id, for the numbers ever given to what is for the reader; whether anything stands there is another question. */
export async function findIdsByIndexNo(db: Sql, indexNos: readonly string[], view: View): Promise<Map<string, string>> {
  const params = new Params();
  const rows = await db.sql<{ index_no: string; id: string }>(
    `select index_no, id from disclosure d where index_no = any(${params.add(indexNos)}::text[]) and ${forAudience('d', view, params)}`,
    params.values,
  );
  return new Map(rows.map((row) => [row.index_no, row.id]));
}
