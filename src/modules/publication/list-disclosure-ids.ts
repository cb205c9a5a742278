import type { Sql } from '../../platform/db/sql.js';

/** Ids of all disclosures, withdrawn ones too, in order, at most `limit` behind `after`. */
export async function listDisclosureIds(
  db: Sql,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(
    'select id from disclosure where ($1::uuid is null or id > $1::uuid) order by id limit $2::int',
    [after, limit],
  );
  return rows.map((row) => row.id);
}
