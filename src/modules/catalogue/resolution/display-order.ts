import type { CatalogueItem } from '../catalogue-fact.js';

type Placed = Pick<CatalogueItem, 'code' | 'parentCode' | 'local' | 'position'>;

/** Siblings: the shared ones first, then local ones, each by position. */
export function compareSiblings(a: Placed, b: Placed): number {
  return Number(a.local) - Number(b.local) || a.position - b.position || (a.code < b.code ? -1 : 1);
}

/** Children of every item in display order; those without a parent under the empty code. */
export function childrenByParent<Item extends Placed>(items: Iterable<Item>): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy([...items].toSorted(compareSiblings), (item) => item.parentCode ?? '');
}

/** Depth first: every item is followed by its descendants. */
export function displayOrder<Item extends Placed>(children: ReadonlyMap<string, readonly Item[]>, under = ''): Item[] {
  return (children.get(under) ?? []).flatMap((item) => [item, ...displayOrder(children, item.code)]);
}
