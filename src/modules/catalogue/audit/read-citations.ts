import type { Sql } from '../../../platform/db/sql.js';
import type { Term } from '../../rules/term.js';
import type { BasisValue } from '../catalogue-fact.js';

/** What one division itself states as the basis of one leaf, in a value or an addition. */
export interface StatedBases {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly bases: readonly BasisValue[];
}

interface CitationRow {
  division_code: string;
  item_code: string;
  bases: readonly BasisValue[];
  terms: readonly Term[];
}

/** Bases and citations of terms that stand now, of all divisions or of one and leaves that are not retired. */
export async function readCitations(db: Sql, only: { readonly subject?: string } = {}): Promise<StatedBases[]> {
  const rows = await db.sql<CitationRow>(
    `select f.division_code, f.item_code,
       coalesce(jsonb_path_query_array(jsonb_agg(f.value) filter (where f.field = 'bases'), '$[*][*]'), '[]') as bases,
       coalesce(jsonb_agg(f.value) filter (where f.field = 'deadline'), '[]') as terms
     from catalogue_fact f join catalogue_item i on i.code = f.item_code
     where f.to_sequence is null and f.field in ('bases', 'deadline') and f.slot <> 'LOCK' and f.value is not null
       and i.is_leaf and i.to_sequence is null and ($1::text is null or f.division_code || '/' || f.item_code = $1)
     group by f.division_code, f.item_code order by f.item_code, f.division_code`,
    [only.subject ?? null],
  );
  return rows.map((row) => ({
    divisionCode: row.division_code,
    itemCode: row.item_code,
    bases: [...row.bases, ...row.terms.flatMap((term) => term.citation ?? [])],
  }));
}
