import { isUuid } from '../../../platform/ids/is-uuid.js';
import { foldNumber } from '../../../platform/text/fold-text.js';
import { normaliseGenre } from '../../content/kinds/document-genre.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { View } from '../../ledger/view.js';
import type { Validity } from '../../publication/published-version.js';
import { type SearchTerms, weights } from '../search-conditions.js';
import type { SearchFilter } from '../search-port.js';

type Clause = Readonly<Record<string, unknown>>;

export interface ReadAt {
  readonly sequence: Sequence;
  /** The date of that release in Shanghai, YYYY-MM-DD: by it a document is in force, lapsed or not yet. */
  readonly date: string;
  readonly audienceIds: NonNullable<View['audienceIds']>;
}

type TextField = keyof typeof weights;
const textFields: readonly TextField[] = ['title', 'summary', 'body'];

/** The same as the store's own search asks for, in the words of the index. The score is the sum of the weights. */
export function searchClause(filter: SearchFilter, terms: SearchTerms, at: ReadAt): Clause {
  return { bool: { filter: filterClauses(filter, at), must: wordClauses(terms) } };
}

function wordClauses(terms: SearchTerms): Clause[] {
  const clause = (word: string, needed: readonly TextField[]): Clause => ({
    bool: {
      filter: needed.map((field) => contains(field, word)),
      should: textFields.map((field) => ({
        constant_score: { filter: contains(field, word), boost: weights[field] },
      })),
      minimum_should_match: 1,
    },
  });
  return [
    ...terms.query.map((word) => clause(word, [])),
    ...terms.title.map((word) => clause(word, ['title'])),
    ...terms.text.map((word) => clause(word, ['body'])),
  ];
}

/** A phrase of pairs stands exactly where the word does. */
function contains(field: TextField | 'doc_no', word: string): Clause {
  const single = word.length === String.fromCodePoint(word.codePointAt(0) ?? 0).length;
  return single ? { term: { [`${field}.single`]: word } } : { match_phrase: { [field]: word } };
}

function filterClauses(filter: SearchFilter, at: ReadAt): Clause[] {
  const clauses: Clause[] = [during('standing', at), ...forAudience(at)];
  const among = (field: string, values: readonly string[] | undefined): void => {
    if (values !== undefined) clauses.push({ terms: { [field]: values } });
  };
  among('kind', filter.kinds);
  among('division', filter.divisionCodes);
  among('items', filter.itemCodes);
  among(
    'body_id',
    filter.bodyIds?.filter(isUuid).map((id) => id.toLowerCase()),
  );
  if (filter.genre !== undefined) clauses.push({ term: { genre: normaliseGenre(filter.genre) ?? filter.genre } });
  if (filter.year !== undefined) clauses.push({ term: { year: filter.year } });
  const number = filter.docNo === undefined ? '' : foldNumber(filter.docNo);
  if (number !== '') clauses.push(contains('doc_no', number));
  if (filter.validity !== undefined) {
    clauses.push({ bool: { should: filter.validity.map((one) => validityClause(one, at)), minimum_should_match: 1 } });
  }
  if (filter.publishedFrom !== undefined || filter.publishedTo !== undefined) {
    clauses.push({
      range: {
        published: {
          ...(filter.publishedFrom === undefined ? {} : { gte: filter.publishedFrom.toISOString() }),
          ...(filter.publishedTo === undefined ? {} : { lte: filter.publishedTo.toISOString() }),
        },
      },
    });
  }
  return clauses;
}

/** What is for everybody has no audience in the index. */
function forAudience({ audienceIds }: ReadAt): Clause[] {
  if (audienceIds === 'ALL') return [];
  const forEverybody = { bool: { must_not: [{ exists: { field: 'audiences' } }] } };
  if (audienceIds.length === 0) return [forEverybody];
  return [{ bool: { should: [forEverybody, { terms: { audiences: audienceIds } }], minimum_should_match: 1 } }];
}

/** The first that holds, in this order, is the validity; what none of them holds for is in force. */
function validityClause(wanted: Validity, at: ReadAt): Clause {
  const steps: readonly (readonly [Validity, Clause])[] = [
    ['REPEALED', during('repealed', at)],
    ['LAPSED', { range: { effective_to: { lt: at.date } } }],
    ['NOT_YET', { range: { effective_from: { gt: at.date } } }],
    ['AMENDED', during('amended', at)],
  ];
  const place = steps.findIndex(([validity]) => validity === wanted);
  const before = (place < 0 ? steps : steps.slice(0, place)).map(([, clause]) => clause);
  const own = steps[place]?.[1];
  return { bool: { filter: own === undefined ? [] : [own], must_not: before } };
}

/** The span of sequences in the field holds this one. Sequences do not fit into the numbers of JSON. */
function during(field: 'standing' | 'repealed' | 'amended', at: ReadAt): Clause {
  return { term: { [field]: at.sequence.toString() } };
}
