import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from './sequence.js';

/** When a sequence was committed; the beginning of time for 0. */
export async function momentOf(db: Sql, sequence: Sequence): Promise<Date> {
  const [row] = await db.sql<{ at: Date }>('select at from ledger_entry where sequence = $1 limit 1', [sequence]);
  return row === undefined ? new Date(0) : new Date(row.at);
}
