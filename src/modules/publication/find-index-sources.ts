import type { Sql } from '../../platform/db/sql.js';
import type { DisclosureKind } from '../content/kinds/kind.js';
import type { Sequence } from '../ledger/sequence.js';

/** Sequences in decimal, as JSON can carry them: from the first on, until before the second. */
export interface SequenceSpan {
  readonly from: string;
  readonly to: string | null;
}

/** All that a search index outside the store has to know of one version, as the ledger stands at `asOf`. */
export interface IndexSource {
  readonly id: string;
  readonly version: number;
  readonly asOf: Sequence;
  readonly withdrawn: boolean;
  readonly standing: SequenceSpan;
  /** While documents that repeal or amend it stand. */
  readonly repealed: readonly SequenceSpan[];
  readonly amended: readonly SequenceSpan[];
  readonly kind: DisclosureKind;
  readonly divisionCode: string;
  readonly leadBodyId: string;
  readonly itemCodes: readonly string[];
  /** For whom it is; null = everybody. */
  readonly audienceIds: readonly string[] | null;
  readonly genre: string | null;
  readonly year: number;
  /** First publication. */
  readonly publishedAt: Date;
  /** YYYY-MM-DD. */
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  /** Folded texts. */
  readonly docNo: string | null;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

interface SourceRow {
  id: string;
  version: number;
  as_of: string;
  withdrawn: boolean;
  from_sequence: string;
  to_sequence: string | null;
  pointed: (SequenceSpan & { type: 'REPEALS' | 'AMENDS' })[] | null;
  kind: DisclosureKind;
  division_code: string;
  lead_body_id: string;
  item_codes: string[];
  audience_ids: string[] | null;
  genre: string | null;
  year: number;
  first_published_at: string;
  effective_from: string | null;
  effective_to: string | null;
  search_doc_no: string | null;
  search_title: string;
  search_summary: string;
  search_body: string;
}

/** Every version of the disclosures, read in one snapshot together with the head it belongs to. */
export async function findIndexSources(db: Sql, ids: readonly string[]): Promise<IndexSource[]> {
  const rows = await db.sql<SourceRow>(
    `select v.disclosure_id as id, v.version, head.sequence::text as as_of, v.withdrawn_sequence is not null as withdrawn,
       v.from_sequence::text, v.to_sequence::text,
       (select jsonb_agg(jsonb_build_object('type', r.type, 'from', r.from_sequence::text, 'to', r.to_sequence::text))
        from disclosure_relation r where r.target_id = v.disclosure_id and r.type in ('REPEALS', 'AMENDS')
          and r.withdrawn_sequence is null) as pointed,
       v.kind, v.division_code, v.lead_body_id, v.item_codes, v.audience_ids, v.genre, v.year, v.first_published_at,
       v.effective_from::text, v.effective_to::text, v.search_doc_no, v.search_title, v.search_summary, v.search_body
     from ledger_head head, disclosure_version v where head.id = 1 and v.disclosure_id = any($1::uuid[])
     order by v.disclosure_id, v.version`,
    [ids],
  );
  return rows.map(sourceOf);
}

function sourceOf(row: SourceRow): IndexSource {
  const spans = (type: 'REPEALS' | 'AMENDS'): SequenceSpan[] =>
    (row.pointed ?? []).flatMap((span) => (span.type === type ? [{ from: span.from, to: span.to }] : []));
  return {
    id: row.id,
    version: row.version,
    asOf: BigInt(row.as_of),
    withdrawn: row.withdrawn,
    standing: { from: row.from_sequence, to: row.to_sequence },
    repealed: spans('REPEALS'),
    amended: spans('AMENDS'),
    kind: row.kind,
    divisionCode: row.division_code,
    leadBodyId: row.lead_body_id,
    itemCodes: row.item_codes,
    audienceIds: row.audience_ids,
    genre: row.genre,
    year: row.year,
    publishedAt: new Date(row.first_published_at),
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    docNo: row.search_doc_no,
    title: row.search_title,
    summary: row.search_summary,
    body: row.search_body,
  };
}
