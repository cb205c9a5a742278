import type { Sql } from '../../platform/db/sql.js';
import { fallsToSql } from './falls-to.sql.js';

/**
 * Ids of the bodies that answer on a day (YYYY-MM-DD) for what a body did: its own until its last day, then those of
 * its heirs and of theirs, or of the government that its functions fell to. As `answeringBodies`, for verbs, which
 * should not read the directory for it.
 */
export async function findAnsweringIds(db: Sql, bodyId: string, date: string): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(
    `with recursive answering as (
       select b.id, b.valid_to, b.division_code from body b where b.id = $1::uuid and b.to_sequence is null
       union
       select heir.id, heir.valid_to, heir.division_code from answering
       cross join lateral (
         select s.successor_id as id from body_succession s
         where s.predecessor_id = answering.id and s.to_sequence is null and s.effective_on <= $2::date
         union all
         ${fallsToSql('answering', '$2::date')}
       ) next
       join body heir on heir.id = next.id and heir.to_sequence is null
       where answering.valid_to < $2::date
     )
     select id::text as id from answering where valid_to is null or valid_to >= $2::date order by 1`,
    [bodyId, date],
  );
  return rows.map((row) => row.id);
}
