import type { Sql } from '../../../platform/db/sql.js';

/** What is published in a division under an item: records of its own, and links to those of others. */
export interface ContentCount {
  readonly records: number;
  readonly links: number;
}

interface CountRow extends ContentCount {
  readonly divisionCode: string;
  readonly itemCode: string;
}

/** By `{division}/{item}`, one statement for all of them; what has nothing is left out. */
export async function countContent(
  db: Sql,
  { divisionCodes, itemCodes }: { readonly divisionCodes: readonly string[]; readonly itemCodes: readonly string[] },
): Promise<ReadonlyMap<string, ContentCount>> {
  const rows = await db.sql<CountRow>(
    `select "divisionCode", "itemCode", sum(records)::int as records, sum(links)::int as links from (
       select v.division_code as "divisionCode", item as "itemCode", count(*) as records, 0 as links
       from disclosure_version v cross join lateral unnest(v.item_codes) as item
       where v.to_sequence is null and v.withdrawn_sequence is null and v.division_code = any($1::text[])
         and v.item_codes && $2::text[] and item = any($2::text[])
       group by 1, 2
       union all
       select l.division_code, l.item_code, 0, count(*) from body_link l
       join disclosure d on d.id = l.disclosure_id and d.withdrawn_at is null
       where l.to_sequence is null and l.division_code = any($1::text[]) and l.item_code = any($2::text[])
       group by 1, 2
     ) as found group by 1, 2`,
    [divisionCodes, itemCodes],
  );
  return new Map(
    rows.map(({ divisionCode, itemCode, records, links }) => [`${divisionCode}/${itemCode}`, { records, links }]),
  );
}
