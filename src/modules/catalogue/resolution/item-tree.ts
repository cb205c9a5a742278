import type { CatalogueItem } from '../catalogue-fact.js';
import { childrenByParent, displayOrder } from './display-order.js';

/** Items in display order. Everything else about them is told by their place in it. */
export interface ItemTree {
  readonly items: readonly CatalogueItem[];
  /** By code. */
  readonly places: ReadonlyMap<string, number>;
  /** The place of each item's parent, which comes before it; -1 for none. */
  readonly parents: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** By the code of their parent, in order; those without one under the empty code. */
  readonly byParent: ReadonlyMap<string, readonly CatalogueItem[]>;
  readonly hasRetired: boolean;
}

export function itemTree(all: Iterable<CatalogueItem>): ItemTree {
  const byParent = childrenByParent(all);
  const items = displayOrder(byParent);
  const places = new Map(items.map((item, place) => [item.code, place]));
  const placesOf = (code: string): readonly number[] =>
    (byParent.get(code) ?? []).flatMap((child) => places.get(child.code) ?? []);
  return {
    items,
    places,
    byParent,
    parents: items.map((item) => places.get(item.parentCode ?? '') ?? -1),
    children: items.map((item) => placesOf(item.code)),
    hasRetired: items.some((item) => item.retiredAt !== null),
  };
}
