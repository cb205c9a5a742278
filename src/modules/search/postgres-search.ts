import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import { readHead } from '../ledger/read-head.js';
import { type SearchableSource, searchableTexts } from '../publication/searchable.js';
import { markFragments, markWhole } from './highlight.js';
import { searchSql, searchTerms, type SearchTerms } from './search-conditions.js';
import type { SearchHighlight, SearchHit, SearchPage, SearchPort, SearchQuery } from './search-port.js';

const mostFragments = 3;

interface HitRow {
  id: string;
  version: number;
  digest: string;
  sequence: string;
  score: number;
  first_published_at: string;
  kind: SearchableSource['kind'];
  index_no: string;
  title: string;
  summary: string | null;
  text: string | null;
  elements: SearchableSource['elements'];
  fields: SearchableSource['fields'];
}

/**
 * Search in the store's own tables. The keys are written with the version, in the same statement, so this index is
 * complete at every sequence at once and an answer can be read at any of them.
 */
export function createPostgresSearch(db: Sql): SearchPort {
  return {
    search: (query) => search(db, query),
    count: async (query) => {
      const params = new Params();
      const { conditions } = searchSql(query, searchTerms(query), { params, at: params.add(query.at) });
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
  const at = params.add(query.at);
  const { conditions, score, bestScore } = searchSql(query, terms, { params, at });
  const rank = query.orderBy === 'RELEVANCE' ? score : '0';
  const context = `search:${query.orderBy}`;
  const later = query.after === undefined ? '' : `where ${afterCursor(decodeCursor(query.after, context), params)}`;
  const rows = await db.sql<HitRow>(
    `select page.id, v.version, v.digest, v.from_sequence::text as sequence, page.score, v.first_published_at, v.kind,
       v.index_no, v.title, v.summary, v.text, v.elements, v.fields
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
  return {
    hits: rows.slice(0, query.first).map((row) => ({
      ...hitOf(row, bestScore),
      highlights: highlightsOf(row, terms),
      cursor: encodeCursor(
        [query.orderBy === 'RELEVANCE' ? row.score : 0, new Date(row.first_published_at).toISOString(), row.id],
        context,
      ),
    })),
    hasNextPage: rows.length > query.first,
    hasPreviousPage: query.after !== undefined,
  };
}

function afterCursor(parts: readonly string[], params: Params): string {
  const [rank, published, id] = parts;
  return `(rank, published, id) < (${params.add(rank)}::int, ${params.add(published)}::timestamptz, ${params.add(id)}::uuid)`;
}

function hitOf(row: HitRow, bestScore: number): Omit<SearchHit, 'highlights' | 'cursor'> {
  return {
    id: row.id,
    version: row.version,
    digest: row.digest,
    sequence: BigInt(row.sequence),
    score: bestScore === 0 ? 0 : row.score / bestScore,
  };
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
