import type { Sql } from '../../platform/db/sql.js';

/** What looks different after a release of disclosures. */
export interface Reach {
  /** The disclosures themselves and those they point to, or pointed to, whose validity and relations may have changed. */
  readonly disclosureIds: readonly string[];
  /** The bodies in whose lists they stand or stood. */
  readonly bodyIds: readonly string[];
}

export async function findReach(db: Sql, ids: readonly string[]): Promise<Reach> {
  const rows = await db.sql<{ id: string; body: string | null }>(
    `select distinct touched.id, v.lead_body_id as body
     from (select unnest($1::uuid[]) as id
           union select target_id from disclosure_relation where source_id = any($1::uuid[])) touched
     left join disclosure_version v on v.disclosure_id = touched.id`,
    [ids],
  );
  return {
    disclosureIds: [...new Set(rows.map((row) => row.id))],
    bodyIds: [...new Set(rows.flatMap((row) => row.body ?? []))],
  };
}
