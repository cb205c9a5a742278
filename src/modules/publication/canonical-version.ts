import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { DisclosureKind, KindValue } from '../content/kinds/kind.js';
import type { PublishedAttachment } from './published-version.js';

export interface CanonicalElement {
  /** Id of the catalogue's element, or `kind:` and the name of a field of the kind. */
  readonly element: string;
  readonly value: KindValue;
}

export interface CanonicalRelation {
  readonly type: string;
  readonly target: string;
}

/**
 * Everything of a version that can never change, and nothing else: what others may change later
 * (names of bodies, validity, incoming relations, channels, addresses) is resolved when it is read.
 * Dates are YYYY-MM-DD, moments ISO 8601 in UTC with milliseconds.
 */
export interface CanonicalMembers {
  readonly id: string;
  readonly version: number;
  readonly kind: DisclosureKind;
  readonly indexNo: string;
  readonly docNo: string | null;
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly division: string;
  readonly issuers: readonly string[];
  readonly leadBody: string;
  readonly originBody: string;
  readonly items: readonly string[];
  readonly attribute: string;
  readonly mode: string;
  readonly formedAt: string | null;
  readonly changedAt: string | null;
  readonly issuedAt: string | null;
  readonly firstPublishedAt: string;
  readonly publishedAt: string;
  readonly language: string;
  readonly html: string | null;
  readonly elements: readonly CanonicalElement[];
  readonly attachments: readonly PublishedAttachment[];
  readonly relations: readonly CanonicalRelation[];
}

/**
 * The canonical text (RFC 8785). Elements and relations are sets and are put in order here;
 * keywords, issuers, items and attachments keep theirs, which means something.
 */
export function canonicalVersion(members: CanonicalMembers): string {
  const text = canonicalize({
    id: members.id,
    version: members.version,
    kind: members.kind,
    indexNo: members.indexNo,
    docNo: members.docNo,
    title: members.title,
    summary: members.summary,
    keywords: members.keywords,
    division: members.division,
    issuers: members.issuers,
    leadBody: members.leadBody,
    originBody: members.originBody,
    items: members.items,
    attribute: members.attribute,
    mode: members.mode,
    formedAt: members.formedAt,
    changedAt: members.changedAt,
    issuedAt: members.issuedAt,
    firstPublishedAt: members.firstPublishedAt,
    publishedAt: members.publishedAt,
    language: members.language,
    html: members.html,
    elements: members.elements
      .map(({ element, value }) => ({ element, value }))
      .toSorted((left, right) => order(left.element, right.element)),
    attachments: members.attachments.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
    relations: members.relations
      .map(({ type, target }) => ({ type, target }))
      .toSorted((left, right) => order(left.type, right.type) || order(left.target, right.target)),
  });
  if (text === undefined) throw new Error('A version without canonical form.');
  return text;
}

/** `sha256:` and the hexadecimal digest of the canonical text's UTF-8 bytes. */
export function digestOf(canonical: string): string {
  return `sha256:${createHash('sha256').update(canonical, 'utf8').digest('hex')}`;
}

/** By UTF-16 units, as RFC 8785 orders names: the same everywhere, whatever the locale. */
function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
