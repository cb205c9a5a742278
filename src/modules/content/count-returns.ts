import type { Sql } from '../../platform/db/sql.js';

/** How often the office check sent drafts of these bodies back by a rule, from `from` up to but not including `to`. */
export async function countReturns(
  db: Sql,
  { rule, bodyIds, from, to }: { rule: string; bodyIds: readonly string[]; from: Date; to: Date },
): Promise<number> {
  const [row] = await db.sql<{ count: number }>(
    `select count(*)::int as count from draft_return r join draft d on d.id = r.draft_id
     where r.rule = $1 and d.body_id = any($2::uuid[]) and r.at >= $3 and r.at < $4`,
    [rule, bodyIds, from, to],
  );
  return row?.count ?? 0;
}
