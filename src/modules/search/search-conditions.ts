import type { Params } from '../../platform/db/params.js';
import { badInput } from '../../platform/errors/app-error.js';
import { termGrams } from '../../platform/text/bigrams.js';
import { foldNumber, foldTerms } from '../../platform/text/fold-text.js';
import { normaliseGenre } from '../content/kinds/document-genre.js';
import { disclosureConditions } from '../publication/disclosure-where.js';
import type { PlacedView } from '../publication/visible.js';
import type { SearchFilter } from './search-port.js';

const longestText = 500;
const mostTerms = 20;

/** The folded words of each part of a query. */
export interface SearchTerms {
  readonly query: readonly string[];
  readonly title: readonly string[];
  readonly text: readonly string[];
}

/** Errors: BAD_USER_INPUT for more words than anybody types. */
export function searchTerms(filter: SearchFilter): SearchTerms {
  const terms = {
    query: termsOf(filter.query),
    title: termsOf(filter.title),
    text: termsOf(filter.text),
  };
  if (terms.query.length + terms.title.length + terms.text.length > mostTerms) {
    throw badInput(`At most ${mostTerms} words can be searched for.`);
  }
  return terms;
}

export interface SearchSql {
  readonly conditions: readonly string[];
  /** An integer expression: 10 for a word in the title, 4 in the summary, 1 in the body. */
  readonly score: string;
}

/** How much a word counts, by where it stands. */
export const weights = { title: 10, summary: 4, body: 1 } as const;
const weightOfColumn = {
  'v.search_title': weights.title,
  'v.search_summary': weights.summary,
  'v.search_body': weights.body,
} as const;

/** The score of a hit that has every word everywhere; 0 without words. */
export function bestScore(terms: SearchTerms): number {
  const words = terms.query.length + terms.title.length + terms.text.length;
  return words * (weights.title + weights.summary + weights.body);
}

/**
 * The keys of the words find the candidates in the index, whatever the length of a text; the folded text itself then
 * decides, so nothing is found that does not contain the word, and nothing that does is missed.
 */
export function searchSql(
  filter: SearchFilter,
  terms: SearchTerms,
  { params, view }: { readonly params: Params; readonly view: PlacedView },
): SearchSql {
  const conditions = disclosureConditions(filter, params, view);
  const number = filter.docNo === undefined ? '' : foldNumber(filter.docNo);
  const grams = [...terms.query, ...terms.title, ...terms.text, number].flatMap(termGrams);
  if (grams.length > 0) conditions.push(`v.search_grams @> ${params.add([...new Set(grams)])}::int[]`);
  if (number !== '') conditions.push(contains('v.search_doc_no', params.add(number)));
  if (filter.genre !== undefined) {
    conditions.push(`v.genre = ${params.add(normaliseGenre(filter.genre) ?? filter.genre)}::text`);
  }
  if (filter.year !== undefined) conditions.push(`v.year = ${params.add(filter.year)}::int`);

  const scores: string[] = [];
  const look = (words: readonly string[], columns: readonly string[]): void => {
    for (const word of words) {
      const place = params.add(word);
      conditions.push(`(${columns.map((column) => contains(column, place)).join(' or ')})`);
      scores.push(
        ...Object.entries(weightOfColumn).map(([column, weight]) => `(${contains(column, place)})::int * ${weight}`),
      );
    }
  };
  look(terms.query, Object.keys(weightOfColumn));
  look(terms.title, ['v.search_title']);
  look(terms.text, ['v.search_body']);
  return { conditions, score: scores.length === 0 ? '0' : scores.join(' + ') };
}

function contains(column: string, place: string): string {
  return `strpos(${column}, ${place}::text) > 0`;
}

function termsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  if (text.length > longestText) throw badInput(`A search text has at most ${longestText} characters.`);
  return foldTerms(text);
}
