import type { Sql } from '../../platform/db/sql.js';

/** Ids of a body and of all those that ended by a moment and that it carries on, one after the other, wholly or in part. */
export async function findCarriedIds(db: Sql, bodyId: string, at: Date): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(
    `with recursive day as (
       select ($2::timestamptz at time zone 'Asia/Shanghai')::date as today
     ), carried as (
       select $1::uuid as id
       union
       select b.id from carried
       join body_succession s on s.successor_id = carried.id and s.to_sequence is null
       join body b on b.id = s.predecessor_id and b.to_sequence is null
       cross join day where s.effective_on <= day.today and b.valid_to < day.today
     ) select id::text as id from carried`,
    [bodyId, at],
  );
  return rows.map((row) => row.id);
}
