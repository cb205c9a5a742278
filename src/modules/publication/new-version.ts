import type { DisclosureKind, KindFields, RelationType } from '../content/kinds/kind.js';
import { textsOf } from '../content/kinds/texts-of.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import { canonicalVersion, digestOf } from './canonical-version.js';
import type { PublishedAttachment, PublishedElement } from './published-version.js';
import { type SearchColumns, searchColumns } from './searchable.js';

/** What a version says. Dates are YYYY-MM-DD. */
export interface VersionContent {
  readonly kind: DisclosureKind;
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly html: string | null;
  readonly text: string | null;
  readonly elements: readonly PublishedElement[];
  readonly fields: KindFields;
  readonly attachments: readonly PublishedAttachment[];
  readonly divisionCode: string;
  readonly leadBodyId: string;
  readonly originBodyId: string;
  readonly itemCodes: readonly string[];
  readonly mode: 'FULL' | 'REDACTED';
  readonly formedAt: string | null;
  readonly changedAt: string | null;
  readonly issuedAt: string | null;
  readonly language: string;
  readonly relations: readonly { readonly type: RelationType; readonly targetId: string }[];
}

/** Which version of what it becomes. */
export interface VersionPlace {
  readonly id: string;
  readonly version: number;
  readonly indexNo: string;
  readonly firstPublishedAt: Date;
  readonly publishedAt: Date;
  readonly releasedBy: string;
  readonly reason: string | null;
  /** For whom it is; null = everybody. */
  readonly audienceIds: readonly string[] | null;
}

/** A row of `disclosure_version` but for its sequences, as its columns are named. */
export interface NewVersionRow extends SearchColumns {
  readonly disclosure_id: string;
  readonly version: number;
  readonly kind: DisclosureKind;
  readonly index_no: string;
  readonly canonical: string;
  readonly digest: string;
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly html: string | null;
  readonly text: string | null;
  readonly elements: readonly PublishedElement[];
  readonly fields: KindFields;
  readonly attachments: readonly PublishedAttachment[];
  readonly division_code: string;
  readonly lead_body_id: string;
  readonly origin_body_id: string;
  readonly item_codes: readonly string[];
  readonly mode: 'FULL' | 'REDACTED';
  readonly formed_at: string | null;
  readonly changed_at: string | null;
  readonly issued_at: string | null;
  readonly first_published_at: string;
  readonly published_at: string;
  readonly language: string;
  readonly genre: string | null;
  readonly year: number;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly reason: string | null;
  readonly released_by: string;
  readonly audience_ids: readonly string[] | null;
}

/** Everything of a new version that can be known before its sequence is taken: the counter's lock stays short. */
export function newVersion(content: VersionContent, place: VersionPlace): NewVersionRow {
  const { docNo, genre, effectiveFrom, effectiveTo } = content.fields;
  const canonical = canonicalOf(content, place);
  return {
    disclosure_id: place.id,
    version: place.version,
    kind: content.kind,
    index_no: place.indexNo,
    canonical,
    digest: digestOf(canonical),
    title: content.title,
    summary: content.summary,
    keywords: content.keywords,
    html: content.html,
    text: content.text,
    elements: content.elements,
    fields: content.fields,
    attachments: content.attachments,
    division_code: content.divisionCode,
    lead_body_id: content.leadBodyId,
    origin_body_id: content.originBodyId,
    item_codes: content.itemCodes,
    mode: content.mode,
    formed_at: content.formedAt,
    changed_at: content.changedAt,
    issued_at: content.issuedAt,
    first_published_at: place.firstPublishedAt.toISOString(),
    published_at: place.publishedAt.toISOString(),
    language: content.language,
    genre: textOrNull(genre),
    year: yearOf(content, textOrNull(docNo), place),
    effective_from: textOrNull(effectiveFrom),
    effective_to: textOrNull(effectiveTo),
    reason: place.reason,
    released_by: place.releasedBy,
    audience_ids: place.audienceIds,
    ...searchColumns({ ...content, indexNo: place.indexNo }),
  };
}

/** The canonical text of a version; the check after a release makes it again from the stored row. */
export function canonicalOf(
  content: VersionContent,
  place: Omit<VersionPlace, 'releasedBy' | 'reason' | 'audienceIds'>,
): string {
  const { docNo, issuers } = content.fields;
  const ownFields = Object.entries(content.fields).filter(([, value]) => value !== null);
  return canonicalVersion({
    id: place.id,
    version: place.version,
    kind: content.kind,
    indexNo: place.indexNo,
    docNo: textOrNull(docNo),
    title: content.title,
    summary: content.summary,
    keywords: content.keywords,
    division: content.divisionCode,
    issuers: textsOf(issuers),
    leadBody: content.leadBodyId,
    originBody: content.originBodyId,
    items: content.itemCodes,
    attribute: 'PROACTIVE',
    mode: content.mode,
    formedAt: content.formedAt,
    changedAt: content.changedAt,
    issuedAt: content.issuedAt,
    firstPublishedAt: place.firstPublishedAt.toISOString(),
    publishedAt: place.publishedAt.toISOString(),
    language: content.language,
    html: content.html,
    elements: [
      ...content.elements.map(({ element, text }) => ({ element, value: text })),
      ...ownFields.map(([field, value]) => ({ element: `kind:${field}`, value })),
    ],
    attachments: content.attachments,
    relations: content.relations.map(({ type, targetId }) => ({ type, target: targetId })),
  });
}

const yearInNumber = /[〔[(](\d{4})[〕\])]/u;

/** The year a reader looks for: the number's, else that of the day it was issued, formed or first published. */
function yearOf(content: VersionContent, docNo: string | null, place: VersionPlace): number {
  const numbered = docNo === null ? undefined : yearInNumber.exec(docNo)?.[1];
  return Number(
    numbered ?? (content.issuedAt ?? content.formedAt)?.slice(0, 4) ?? shanghaiDate(place.firstPublishedAt).slice(0, 4),
  );
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
