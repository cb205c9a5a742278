import { ArgsType, Field, Int } from 'type-graphql';
import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import { badInput } from '../../platform/errors/app-error.js';
import type { PagedList } from '../../platform/values/paged-list.js';
import type { PageInfoType } from './types/node.type.js';

/** The most that one page may hold, on every connection. */
export const largestPage = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, nullable: true }) first!: number | null;
  @Field(() => String, { nullable: true }) after?: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfoType;
}

/** The page size asked for. Errors: BAD_USER_INPUT outside 0..100. */
export function pageSize(first: number | null | undefined, fallback: number): number {
  const size = first ?? fallback;
  if (size < 0 || size > largestPage) throw badInput(`"first" must be from 0 to ${largestPage}.`, { first: size });
  return size;
}

export function connection<Node>(
  edges: readonly { readonly cursor: string; readonly node: Node }[],
  more: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean },
): Connection<Node> {
  return {
    edges,
    pageInfo: { ...more, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** A page of a list that is in memory, by a key that is unique in it. `name` binds its cursors to this list. */
export function pageOfList<Node>(
  list: PagedList<Node>,
  key: (node: Node) => string,
  page: { readonly name: string; readonly first: number; readonly after?: string | null },
): Connection<Node> & { readonly totalCount: number } {
  let start = 0;
  if (page.after != null) {
    const [last] = decodeCursor(page.after, page.name);
    start = list.findIndex((node) => key(node) === last) + 1;
    if (start === 0) throw badInput('Unknown cursor: take it from an answer to the same list.');
  }
  const nodes = list.slice(start, start + page.first);
  const edges = nodes.map((node) => ({ cursor: encodeCursor([key(node)], page.name), node }));
  return {
    ...connection(edges, { hasNextPage: start + nodes.length < list.length, hasPreviousPage: start > 0 }),
    totalCount: list.length,
  };
}
