import type { ReleaseWrite } from '../ledger/append-release.js';
import type { NewVersionRow, VersionContent } from './new-version.js';

export interface NewRelationRow {
  readonly source_id: string;
  readonly type: string;
  readonly target_id: string;
  readonly audience_ids: readonly string[] | null;
}

const versionColumns: Readonly<Record<string, string>> = {
  disclosure_id: 'uuid',
  version: 'int',
  kind: 'text',
  index_no: 'text',
  canonical: 'text',
  digest: 'text',
  title: 'text',
  summary: 'text',
  keywords: 'text[]',
  html: 'text',
  text: 'text',
  elements: 'jsonb',
  fields: 'jsonb',
  attachments: 'jsonb',
  division_code: 'text',
  lead_body_id: 'uuid',
  origin_body_id: 'uuid',
  item_codes: 'text[]',
  mode: 'text',
  formed_at: 'date',
  changed_at: 'date',
  issued_at: 'date',
  first_published_at: 'timestamptz(3)',
  published_at: 'timestamptz(3)',
  language: 'text',
  genre: 'text',
  year: 'int',
  effective_from: 'date',
  effective_to: 'date',
  reason: 'text',
  released_by: 'uuid',
  audience_ids: 'text[]',
  search_doc_no: 'text',
  search_title: 'text',
  search_summary: 'text',
  search_body: 'text',
  search_grams: 'int[]',
};

const names = Object.keys(versionColumns).join(', ');
const types = Object.entries(versionColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

export function insertVersions(rows: readonly NewVersionRow[]): ReleaseWrite {
  return {
    text: `insert into disclosure_version (${names}, from_sequence)
      select ${names}, head.sequence from head, jsonb_to_recordset($1::jsonb) as v(${types})`,
    params: [JSON.stringify(rows)],
  };
}

/** The disclosures that begin with these versions. */
export function insertDisclosures(rows: readonly NewVersionRow[]): ReleaseWrite {
  return {
    text: `insert into disclosure (id, kind, index_no, division_code, body_id, latest_version, first_published_at,
        audience_ids)
      select d.id, d.kind, d.index_no, d.division_code, d.body_id, 1, d.first_published_at, d.audience_ids
      from jsonb_to_recordset($1::jsonb) as d(id uuid, kind text, index_no text, division_code text, body_id uuid,
        first_published_at timestamptz(3), audience_ids text[])`,
    params: [
      JSON.stringify(
        rows.map((row) => ({
          id: row.disclosure_id,
          kind: row.kind,
          index_no: row.index_no,
          division_code: row.division_code,
          body_id: row.lead_body_id,
          first_published_at: row.first_published_at,
          audience_ids: row.audience_ids,
        })),
      ),
    ],
  };
}

/** What the version declares. */
export function relationRows(
  { disclosure_id, audience_ids }: NewVersionRow,
  { relations }: Pick<VersionContent, 'relations'>,
): NewRelationRow[] {
  return relations.map(({ type, targetId }) => ({ source_id: disclosure_id, type, target_id: targetId, audience_ids }));
}

/** No write at all for no relations. */
export function insertRelations(rows: readonly NewRelationRow[]): ReleaseWrite[] {
  if (rows.length === 0) return [];
  const text = `insert into disclosure_relation (source_id, type, target_id, audience_ids, from_sequence)
    select r.source_id, r.type, r.target_id, r.audience_ids, head.sequence
    from head, jsonb_to_recordset($1::jsonb) as r(source_id uuid, type text, target_id uuid, audience_ids text[])`;
  return [{ text, params: [JSON.stringify(rows)] }];
}

/** Ends what stands of a disclosure because a next version takes its place. */
export function supersede(
  id: string,
  next: { readonly version: number; readonly bodyId: string; readonly dropped: readonly NewRelationRow[] },
): ReleaseWrite[] {
  return [
    {
      text: `update disclosure set latest_version = $2::int, body_id = $3 where id = $1`,
      params: [id, next.version, next.bodyId],
    },
    {
      text: `update disclosure_version v set to_sequence = head.sequence from head
        where v.disclosure_id = $1 and v.to_sequence is null`,
      params: [id],
    },
    {
      text: `update disclosure_relation r set to_sequence = head.sequence
        from head, jsonb_to_recordset($2::jsonb) as gone(type text, target_id uuid)
        where r.source_id = $1 and r.to_sequence is null and r.type = gone.type and r.target_id = gone.target_id`,
      params: [id, JSON.stringify(next.dropped)],
    },
  ];
}

/** Ends every version and every relation it declared, at every sequence, and leaves the tombstone. */
export function bury(id: string, grave: { readonly reason: string; readonly at: Date }): ReleaseWrite[] {
  const end = `set to_sequence = coalesce(row.to_sequence, head.sequence), withdrawn_sequence = head.sequence from head`;
  return [
    {
      text: `insert into tombstone (disclosure_id, index_no, kind, last_version, withdrawn_at, sequence, reason, audience_ids)
        select d.id, d.index_no, d.kind, d.latest_version, $2::timestamptz, head.sequence, $3, d.audience_ids
        from head, disclosure d where d.id = $1`,
      params: [id, grave.at.toISOString(), grave.reason],
    },
    {
      text: `update disclosure set withdrawn_at = $2::timestamptz where id = $1`,
      params: [id, grave.at.toISOString()],
    },
    { text: `update disclosure_version row ${end} where row.disclosure_id = $1`, params: [id] },
    { text: `update disclosure_relation row ${end} where row.source_id = $1`, params: [id] },
  ];
}
