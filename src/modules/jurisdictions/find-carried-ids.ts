import type { Sql } from '../../platform/db/sql.js';
import { fallsToSql } from './falls-to.sql.js';

/**
 * Ids of a body and of all those that ended by a moment and that it carries on, one after the other, wholly or in part,
 * those among them whose functions fell to it.
 */
export async function findCarriedIds(db: Sql, bodyId: string, at: Date): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(
    `with recursive day as (
       select ($2::timestamptz at time zone 'Asia/Shanghai')::date as today
     ), handed as (
       select b.id, next.id as heir from day
       join body b on b.to_sequence is null and b.valid_to < day.today
       cross join lateral (
         select s.successor_id as id from body_succession s
         where s.predecessor_id = b.id and s.to_sequence is null and s.effective_on <= day.today
         union all
         ${fallsToSql('b', 'day.today')}
       ) next
     ), carried as (
       select $1::uuid as id
       union
       select handed.id from carried join handed on handed.heir = carried.id
     ) select id::text as id from carried`,
    [bodyId, at],
  );
  return rows.map((row) => row.id);
}
