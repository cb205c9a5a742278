import type { DisclosureKind } from '../content/kinds/kind.js';
import type { Sequence } from '../ledger/sequence.js';
import type { View } from '../ledger/view.js';
import type { Validity } from '../publication/published-version.js';

export const searchOrders = ['RELEVANCE', 'PUBLISHED_NEWEST'] as const;
export type SearchOrder = (typeof searchOrders)[number];

/** What a reader searches for; everything given must hold. Words are parted by white space and must all be found. */
export interface SearchFilter {
  /** Words in title, summary, numbers, keywords or body. */
  readonly query?: string;
  /** Words in the title. */
  readonly title?: string;
  /** Words in the body. */
  readonly text?: string;
  readonly kinds?: readonly DisclosureKind[];
  readonly genre?: string;
  readonly year?: number;
  /** A document number or part of one, with any form of bracket. */
  readonly docNo?: string;
  readonly itemCodes?: readonly string[];
  readonly divisionCodes?: readonly string[];
  readonly bodyIds?: readonly string[];
  readonly validity?: readonly Validity[];
  readonly publishedFrom?: Date;
  readonly publishedTo?: Date;
}

export interface SearchQuery extends SearchFilter, View {
  /** Without any word every hit is as relevant as the other: newest first. */
  readonly orderBy: SearchOrder;
  readonly first: number;
  readonly after?: string;
}

export interface SearchHighlight {
  readonly field: 'title' | 'summary' | 'text';
  /** HTML: `<em>` around what was found, everything else escaped. */
  readonly fragments: readonly string[];
}

/** The version that the reader sees. */
export interface SearchHit {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly sequence: Sequence;
  /** 0 to 1: how many of the words stand in the title, the summary and the body; 0 without words. */
  readonly score: number;
  readonly highlights: readonly SearchHighlight[];
  readonly cursor: string;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** An index over what is public. */
export interface SearchPort {
  search(query: SearchQuery): Promise<SearchPage>;
  /** How many hits there are on all pages. */
  count(query: SearchFilter & View): Promise<number>;
  /** Up to which sequence the index knows everything: an answer may be read there and not later. */
  completeTo(): Promise<Sequence>;
}
