import type { Sql } from '../../platform/db/sql.js';

/**
 * Ids of the bodies that answer on a day (YYYY-MM-DD) for what a body did: its own until its last day, then those of
 * its heirs and of theirs; none where it ended without an heir. For verbs, which should not read the directory for it.
 */
export async function findAnsweringIds(db: Sql, bodyId: string, date: string): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(
    `with recursive answering as (
       select b.id, b.valid_to from body b where b.id = $1::uuid and b.to_sequence is null
       union
       select heir.id, heir.valid_to from answering
       join body_succession s on s.predecessor_id = answering.id and s.to_sequence is null and s.effective_on <= $2::date
       join body heir on heir.id = s.successor_id and heir.to_sequence is null
       where answering.valid_to < $2::date
     )
     select id::text as id from answering where valid_to is null or valid_to >= $2::date order by 1`,
    [bodyId, date],
  );
  return rows.map((row) => row.id);
}
