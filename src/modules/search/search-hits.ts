import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import { type SearchableSource, searchableTexts } from '../publication/searchable.js';
import { markFragments, markWhole } from './highlight.js';
import { bestScore, type SearchTerms } from './search-conditions.js';
import type { SearchHighlight, SearchHit, SearchOrder, SearchQuery } from './search-port.js';

const mostFragments = 3;

/** What a hit shows of its version. */
export interface HitRow {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly sequence: string;
  readonly first_published_at: string;
  readonly kind: SearchableSource['kind'];
  readonly index_no: string;
  readonly title: string;
  readonly summary: string | null;
  readonly text: string | null;
  readonly elements: SearchableSource['elements'];
  readonly fields: SearchableSource['fields'];
}

/** The columns of a `HitRow` without its id, of rows of `disclosure_version v`. */
export const hitColumns = `v.version, v.digest, v.from_sequence::text as sequence, v.first_published_at, v.kind,
  v.index_no, v.title, v.summary, v.text, v.elements, v.fields`;

export interface Found {
  readonly terms: SearchTerms;
  readonly orderBy: SearchOrder;
  /** The sum over the words, of which `bestScore` is the highest. */
  readonly score: number;
}

export function toHit(row: HitRow, { terms, orderBy, score }: Found): SearchHit {
  const best = bestScore(terms);
  return {
    id: row.id,
    version: row.version,
    digest: row.digest,
    sequence: BigInt(row.sequence),
    score: best === 0 ? 0 : score / best,
    highlights: highlightsOf(row, terms),
    cursor: encodeCursor(
      [orderBy === 'RELEVANCE' ? score : 0, new Date(row.first_published_at).toISOString(), row.id],
      contextOf(orderBy),
    ),
  };
}

/** Where a page starts: behind this place in the order. The same for every index, so a reader may change between them. */
export interface Place {
  readonly rank: string;
  /** ISO 8601. */
  readonly published: string;
  readonly id: string;
}

/** Errors: BAD_USER_INPUT for a cursor of another list or order. */
export function placeAfter(query: SearchQuery): Place | null {
  if (query.after === undefined) return null;
  const [rank = '', published = '', id = ''] = decodeCursor(query.after, contextOf(query.orderBy));
  return { rank, published, id };
}

function contextOf(orderBy: SearchOrder): string {
  return `search:${orderBy}`;
}

function highlightsOf(row: HitRow, terms: SearchTerms): SearchHighlight[] {
  const texts = searchableTexts({ ...row, indexNo: row.index_no, keywords: [] });
  const title = markWhole(texts.title, [...terms.query, ...terms.title]);
  const summary = markWhole(texts.summary, terms.query);
  const inBody = [...terms.query, ...terms.text];
  const body: string[] = [];
  for (const text of texts.body) {
    if (body.length < mostFragments) body.push(...markFragments(text, inBody, mostFragments - body.length));
  }
  const highlights: SearchHighlight[] = [];
  if (title !== null) highlights.push({ field: 'title', fragments: [title] });
  if (summary !== null) highlights.push({ field: 'summary', fragments: [summary] });
  if (body.length > 0) highlights.push({ field: 'text', fragments: body });
  return highlights;
}
