import type { Database } from '../../src/platform/db/database.js';

/** A fingerprint of the rows of each table: two that are equal mean that nothing was added, changed or removed. */
export async function everythingStored(db: Database): Promise<Readonly<Record<string, string>>> {
  const tables = await db.sql<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const prints = tables.map(
    ({
      name,
    }) => `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(r::text, '\n' order by r::text)), '') as print
      from ${name} r`,
  );
  const rows = await db.sql<{ name: string; print: string }>(prints.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.print]));
}
