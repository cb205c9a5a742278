import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { kindDefinition } from '../../content/kinds/kinds.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import type { SearchHit, SearchQuery } from '../../search/search-port.js';
import { tags } from '../answer-tags.js';
import { connection, type Connection, pageSize } from '../connection.js';
import { bodyWithPredecessors, divisionsBelow } from '../list-disclosures.js';
import type { PublicContext } from '../public-context.js';
import { SearchArgs } from '../types/args.type.js';
import { SearchConnectionType, type SearchFilterInput } from '../types/search.type.js';

/** A hit together with the disclosure it stands for, read at the sequence of the answer. */
type HitView = SearchHit & { readonly disclosure: PublishedVersion };

interface CountedHits extends Connection<HitView> {
  readonly count: () => Promise<number>;
}

@Resolver(() => SearchConnectionType)
export class SearchResolver {
  @Query(() => SearchConnectionType)
  async search(
    @Args(() => SearchArgs) { query, where, orderBy, first, after }: SearchArgs,
    @Ctx() context: PublicContext,
  ): Promise<CountedHits> {
    const asked: SearchQuery = {
      ...searchFilter(context, where ?? {}),
      ...(query == null ? {} : { query }),
      ...(after == null ? {} : { after }),
      orderBy: orderBy ?? 'RELEVANCE',
      first: pageSize(first, 20),
      ...context.view,
    };
    context.madeFrom.add(tags.disclosures);
    const page = await context.search.search(asked);
    const disclosures = await context.loaders.disclosure.loadMany(page.hits.map((hit) => hit.id));
    const edges = page.hits.flatMap((hit, index) => {
      const disclosure = disclosures[index];
      // The index may only point at what the store shows at this sequence.
      if (disclosure == null || disclosure instanceof Error || disclosure.version !== hit.version) return [];
      return [
        { cursor: hit.cursor, node: { ...hit, highlights: shownHighlights(hit, disclosure, context), disclosure } },
      ];
    });
    return { ...connection(edges, page), count: () => context.search.count(asked) };
  }

  @FieldResolver(() => Int)
  totalCount(@Root() hits: CountedHits): Promise<number> {
    return hits.count();
  }
}

/** A fragment may not tell what the reader's key is answered null for; the body's come from many fields at once. */
function shownHighlights(
  { highlights }: SearchHit,
  { kind }: PublishedVersion,
  { withheld }: PublicContext,
): SearchHit['highlights'] {
  if (withheld.size === 0) return highlights;
  const types = ['Disclosure', kindDefinition(kind)?.typeName ?? kind, 'ElementValue'];
  const own = [...withheld].filter((name) => types.includes(name.split('.')[0] ?? ''));
  const summaryOnly = own.filter((name) => name.endsWith('.summary'));
  return highlights.filter(({ field }) => {
    if (field === 'summary') return summaryOnly.length === 0;
    return field === 'title' || own.length === summaryOnly.length;
  });
}

function searchFilter(context: PublicContext, where: SearchFilterInput): Partial<SearchQuery> {
  return {
    ...(where.title == null ? {} : { title: where.title }),
    ...(where.text == null ? {} : { text: where.text }),
    ...(where.kinds == null ? {} : { kinds: where.kinds }),
    ...(where.genre == null ? {} : { genre: where.genre }),
    ...(where.year == null ? {} : { year: where.year }),
    ...(where.docNo == null ? {} : { docNo: where.docNo }),
    ...(where.column == null ? {} : { itemCodes: context.catalogue.leafCodesUnder(where.column) }),
    ...(where.division == null
      ? {}
      : { divisionCodes: divisionsBelow(context, where.division, where.includeDescendants ?? true) }),
    ...(where.body == null ? {} : { bodyIds: bodyWithPredecessors(context, where.body) }),
    ...(where.validity == null ? {} : { validity: where.validity }),
    ...(where.publishedFrom == null ? {} : { publishedFrom: where.publishedFrom }),
    ...(where.publishedTo == null ? {} : { publishedTo: where.publishedTo }),
  };
}
