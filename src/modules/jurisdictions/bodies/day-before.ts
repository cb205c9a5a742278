import type { Sql } from '../../../platform/db/sql.js';

/** The day before a day; both YYYY-MM-DD. */
export async function dayBefore(db: Sql, date: string): Promise<string> {
  const [row] = await db.sql<{ day: string }>(`select ($1::date - 1)::text as day`, [date]);
  if (row === undefined) throw new Error('The database did not answer.');
  return row.day;
}
