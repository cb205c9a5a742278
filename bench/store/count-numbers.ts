import type { Database } from '../../src/platform/db/database.js';

/** What the product counts index numbers by, as if it had given them. */
export async function countNumbers(db: Database): Promise<void> {
  await db.sql(
    `insert into index_number_counter (scope, year, next)
     select 'body:' || body_id, extract(year from first_published_at)::int, count(*)::int + 1 from disclosure group by 1, 2`,
  );
  await db.sql(
    `insert into index_number_body (body_id, division_code, number)
     select distinct body_id, division_code, substr(index_no, length(division_code) + 1, 3)::int from disclosure`,
  );
  await db.sql(
    `insert into index_number_counter (scope, year, next)
     select 'division:' || division_code, 0, max(number) + 1 from index_number_body group by 1`,
  );
}
