import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import { readHead } from '../ledger/read-head.js';
import { placeView } from '../publication/visible.js';
import { searchSql, searchTerms } from './search-conditions.js';
import { hitColumns, type HitRow, type Place, placeAfter, toHit } from './search-hits.js';
import type { SearchPage, SearchPort, SearchQuery } from './search-port.js';

/**
 * Search in the store's own tables. The keys are written with the version, in the same statement, so this index is
 * complete at every sequence at once and an answer can be read at any of them.
 */
export function createPostgresSearch(db: Sql): SearchPort {
  return {
    search: (query) => search(db, query),
    count: async (query) => {
      const params = new Params();
      const { conditions } = searchSql(query, searchTerms(query), { params, view: placeView(query, params) });
      const [row] = await db.sql<{ total: number }>(
        `select count(*)::int as total from disclosure_version v where ${conditions.join(' and ')}`,
        params.values,
      );
      return row?.total ?? 0;
    },
    completeTo: async () => (await readHead(db)).sequence,
  };
}

/** Best first, then newest, then by id: the order is the same every time. */
async function search(db: Sql, query: SearchQuery): Promise<SearchPage> {
  const terms = searchTerms(query);
  const params = new Params();
  const { conditions, score } = searchSql(query, terms, { params, view: placeView(query, params) });
  const rank = query.orderBy === 'RELEVANCE' ? score : '0';
  const place = placeAfter(query);
  const later = place === null ? '' : `where ${behind(place, params)}`;
  const rows = await db.sql<HitRow & { readonly score: number }>(
    `select page.id, page.score, ${hitColumns}
     from (
       select id, version, score, rank, published from (
         select v.disclosure_id as id, v.version, (${score})::int as score, (${rank})::int as rank,
           v.first_published_at as published
         from disclosure_version v where ${conditions.join(' and ')}
       ) found ${later}
       order by rank desc, published desc, id desc limit ${params.add(query.first + 1)}::int
     ) page join disclosure_version v on v.disclosure_id = page.id and v.version = page.version
     order by page.rank desc, page.published desc, page.id desc`,
    params.values,
  );
  const { orderBy } = query;
  return {
    hits: rows.slice(0, query.first).map((row) => toHit(row, { terms, orderBy, score: row.score })),
    hasNextPage: rows.length > query.first,
    hasPreviousPage: place !== null,
  };
}

function behind({ rank, published, id }: Place, params: Params): string {
  return `(rank, published, id) < (${params.add(rank)}::int, ${params.add(published)}::timestamptz, ${params.add(id)}::uuid)`;
}
