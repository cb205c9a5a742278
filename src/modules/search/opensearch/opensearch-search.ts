import { z } from 'zod';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Sql } from '../../../platform/db/sql.js';
import { momentOf } from '../../ledger/moment-of.js';
import { Params } from '../../../platform/db/params.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { View } from '../../ledger/view.js';
import { placeView, visibleTo } from '../../publication/visible.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { searchTerms, type SearchTerms } from '../search-conditions.js';
import { hitColumns, type HitRow, type Place, placeAfter, toHit } from '../search-hits.js';
import type { SearchFilter, SearchPage, SearchPort, SearchQuery } from '../search-port.js';
import { readIndexState } from './index-state.js';
import { type OpenSearchClient, OpenSearchFailure } from './opensearch-client.js';
import { type ReadAt, searchClause } from './opensearch-query.js';

export interface OpenSearchParts {
  readonly db: Sql;
  readonly client: OpenSearchClient;
  readonly clock: Clock;
  /** Answers whatever the index cannot: sequences it does not know yet, and everything while it is away. */
  readonly otherwise: SearchPort;
  readonly onWarning: (message: string) => void;
  /** How long the index may take, in milliseconds (500). */
  readonly patience?: number;
}

/** How far behind, in milliseconds, the index may be before the store answers in its place. */
const longestLag = 2_000;
/** How long the index is left alone after it failed. */
const restAfterFailure = 2_000;
const warnEvery = 10_000;

const found = z.object({
  hits: z.object({ hits: z.array(z.object({ _score: z.number().nullable(), sort: z.array(z.unknown()) })) }),
});
const counted = z.object({ count: z.number() });

/**
 * Search in OpenSearch. It holds every version with the sequences between which it stands, so it answers at any
 * sequence up to which it is complete, exactly as the store would; what is shown of a hit is read in the store.
 */
export function createOpenSearch(parts: OpenSearchParts): SearchPort {
  const index = new UsableIndex(parts);
  return {
    search: async (query) => {
      const terms = searchTerms(query);
      const place = placeAfter(query);
      const answer = await index.ask(query.at, async (alias) => {
        const at = await readAt(parts.db, query);
        const body = { ...pageBody(query, place), query: searchClause(query, terms, at) };
        return { path: `/${alias}/_search?allow_partial_search_results=false`, body };
      });
      if (answer === null) return parts.otherwise.search(query);
      return pageOf(parts.db, found.parse(answer), { query, terms });
    },
    count: async (query) => {
      const terms = searchTerms(query);
      const answer = await index.ask(query.at, async (alias) => {
        const at = await readAt(parts.db, query);
        return { path: `/${alias}/_count`, body: { query: searchClause(query, terms, at) } };
      });
      return answer === null ? parts.otherwise.count(query) : counted.parse(answer).count;
    },
    completeTo: async () => (await index.completeTo()) ?? parts.otherwise.completeTo(),
  };
}

interface Question {
  readonly path: string;
  readonly body: object;
}

/** The index while it can be used; remembers how far it is known to be complete and when it last failed. */
class UsableIndex {
  #known: { readonly alias: string; readonly completeTo: Sequence } | undefined;
  #restUntil = Number.NEGATIVE_INFINITY;
  #warnedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: OpenSearchParts) {}

  /** Null where the store has to answer: there is no index, it is being filled, it is away, or too far behind. */
  async completeTo(): Promise<Sequence | null> {
    if (performance.now() < this.#restUntil) return null;
    const state = await readIndexState(this.parts.db);
    if (state === null || state.completeTo === null) {
      this.#known = undefined;
      return null;
    }
    this.#known = { alias: state.alias, completeTo: state.completeTo };
    const lag = state.missingSince === null ? 0 : this.parts.clock.now().getTime() - state.missingSince.getTime();
    return lag > longestLag ? null : state.completeTo;
  }

  /** The answer, or null where the index cannot give one at this sequence. */
  async ask(at: Sequence, question: (alias: string) => Promise<Question>): Promise<unknown> {
    if (performance.now() < this.#restUntil) return null;
    if (this.#known === undefined || at > this.#known.completeTo) await this.completeTo();
    const known = this.#known;
    if (known === undefined || at > known.completeTo) return null;
    const { path, body } = await question(known.alias);
    try {
      const answer = await this.parts.client.ask({ method: 'POST', path, body, patience: this.parts.patience ?? 500 });
      return answer.body;
    } catch (error) {
      if (!(error instanceof OpenSearchFailure)) throw error;
      this.#note(error);
      return null;
    }
  }

  #note(failure: OpenSearchFailure): void {
    const now = performance.now();
    // A question that the index refuses says nothing about the next one.
    if (failure.status !== 400) this.#restUntil = now + restAfterFailure;
    if (failure.status === 404) this.#known = undefined;
    if (now - this.#warnedAt < warnEvery) return;
    this.#warnedAt = now;
    this.parts.onWarning(`The store answers searches in place of the index: ${failure.message}`);
  }
}

/** Only validity looks at the date. */
async function readAt(db: Sql, { at, audienceIds = [], validity }: SearchFilter & View): Promise<ReadAt> {
  const date = validity === undefined ? '' : shanghaiDate(await momentOf(db, at));
  return { sequence: at, date, audienceIds };
}

function pageBody({ orderBy, first }: SearchQuery, place: Place | null): object {
  const newest = [{ published: 'desc' }, { id: 'desc' }];
  const byRank = orderBy === 'RELEVANCE';
  const after = place === null ? [] : [...(byRank ? [Number(place.rank)] : []), Date.parse(place.published), place.id];
  return {
    size: first + 1,
    sort: byRank ? [{ _score: 'desc' }, ...newest] : newest,
    track_scores: true,
    track_total_hits: false,
    ...(place === null ? {} : { search_after: after }),
  };
}

async function pageOf(
  db: Sql,
  { hits }: z.infer<typeof found>,
  { query, terms }: { readonly query: SearchQuery; readonly terms: SearchTerms },
): Promise<SearchPage> {
  const page = hits.hits.slice(0, query.first).map((hit) => ({ id: String(hit.sort.at(-1)), score: hit._score ?? 0 }));
  const params = new Params();
  const rows = await db.sql<HitRow>(
    `select v.disclosure_id as id, ${hitColumns} from disclosure_version v
     where v.disclosure_id = any(${params.add(page.map((hit) => hit.id))}::uuid[])
       and ${visibleTo('v', placeView(query, params))}`,
    params.values,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    hits: page.flatMap(({ id, score }) => {
      const row = byId.get(id);
      // What was withdrawn this very moment is no longer shown, whatever the index says.
      return row === undefined ? [] : [toHit(row, { terms, orderBy: query.orderBy, score })];
    }),
    hasNextPage: hits.hits.length > query.first,
    hasPreviousPage: query.after !== undefined,
  };
}
