import type { Sql } from '../../platform/db/sql.js';

/** The names of bodies as they stand now, in the order of their ids; an id that is nobody's stays as it is. */
export async function nameBodies(db: Sql, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db.sql<{ id: string; name: string }>(
    'select id::text as id, name from body where id = any($1::uuid[]) and to_sequence is null',
    [ids],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? id);
}
