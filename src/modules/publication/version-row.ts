import type { DisclosureKind, KindFields } from '../content/kinds/kind.js';
import type { PublishedAttachment, PublishedElement, PublishedVersion, Validity } from './published-version.js';
import { validityAt } from './visible.js';

export interface VersionRow {
  readonly id: string;
  readonly index_no: string;
  readonly kind: DisclosureKind;
  readonly version: number;
  readonly digest: string;
  readonly sequence: string;
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: string[];
  readonly html: string | null;
  readonly text: string | null;
  readonly elements: PublishedElement[];
  readonly fields: KindFields;
  readonly attachments: PublishedAttachment[];
  readonly division_code: string;
  readonly lead_body_id: string;
  readonly origin_body_id: string;
  readonly item_codes: string[];
  readonly mode: 'FULL' | 'REDACTED';
  readonly validity: Validity;
  readonly formed_at: string | null;
  readonly issued_at: string | null;
  readonly first_published_at: string;
  readonly published_at: string;
}

export type VersionColumn = keyof VersionRow;

/** Columns that are not read as they are stored. */
const computed: Readonly<Partial<Record<VersionColumn, (row: string, at: string) => string>>> = {
  id: (row) => `${row}.disclosure_id`,
  sequence: (row) => `${row}.from_sequence::text`,
  validity: validityAt,
  formed_at: (row) => `${row}.formed_at::text`,
  issued_at: (row) => `${row}.issued_at::text`,
};

export const allVersionColumns = [
  'id',
  'index_no',
  'kind',
  'version',
  'digest',
  'sequence',
  'title',
  'summary',
  'keywords',
  'html',
  'text',
  'elements',
  'fields',
  'attachments',
  'division_code',
  'lead_body_id',
  'origin_body_id',
  'item_codes',
  'mode',
  'validity',
  'formed_at',
  'issued_at',
  'first_published_at',
  'published_at',
] as const satisfies readonly VersionColumn[];

/** Columns of a `VersionRow`, of rows with the alias `row`, with their validity at the sequence. */
export function versionColumns(row: string, at: string, wanted: readonly VersionColumn[] = allVersionColumns): string {
  return wanted.map((name) => `${computed[name]?.(row, at) ?? `${row}.${name}`} as ${name}`).join(', ');
}

export function toPublishedVersion(row: VersionRow): PublishedVersion {
  return {
    id: row.id,
    indexNo: row.index_no,
    kind: row.kind,
    version: row.version,
    digest: row.digest,
    sequence: BigInt(row.sequence),
    title: row.title,
    summary: row.summary,
    keywords: row.keywords,
    html: row.html,
    text: row.text,
    elements: row.elements,
    fields: row.fields,
    attachments: row.attachments,
    divisionCode: row.division_code,
    leadBodyId: row.lead_body_id,
    originBodyId: row.origin_body_id,
    itemCodes: row.item_codes,
    attribute: 'PROACTIVE',
    mode: row.mode,
    validity: row.validity,
    formedAt: row.formed_at,
    issuedAt: row.issued_at,
    publishedAt: new Date(row.first_published_at),
    updatedAt: new Date(row.published_at),
  };
}
