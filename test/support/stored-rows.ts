import type { Sql } from '../../src/platform/db/sql.js';

/** Every row of every table of the product, as text, by table. */
export async function storedRows(db: Sql): Promise<Record<string, string[]>> {
  const tables = await db.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const stored: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await db.sql<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    stored[name] = rows.map(({ row }) => row);
  }
  return stored;
}

/** How many rows of each table are new or say something else than before; tables without any are left out. */
export function newOrChanged(
  before: Readonly<Record<string, readonly string[]>>,
  after: Readonly<Record<string, readonly string[]>>,
): Record<string, number> {
  const counts = Object.entries(after).map(([table, rows]): [string, number] => {
    const known = new Set(before[table]);
    return [table, rows.filter((row) => !known.has(row)).length];
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
