import type { EffectiveItem } from '../../catalogue/effective-item.js';
import type { Division } from '../../jurisdictions/directory.js';
import type { PublicState } from '../public-context.js';

/** One item as a city, one of its districts and a street of it read it. */
export interface Showcase {
  readonly views: readonly { readonly division: Division; readonly item: EffectiveItem }[];
}

/**
 * The first street, in display order, where a leaf shows inheritance at work: a deadline that its district shortened.
 * Null for a store whose levels do not differ yet.
 */
export function findShowcase({ directory, catalogue }: PublicState): Showcase | null {
  for (const street of directory.divisions()) {
    if (street.level !== 'STREET') continue;
    const item = catalogue.effectiveItems(street.code).find(shortenedAbove);
    if (item === undefined) continue;
    const views = directory.chain(street.code).flatMap((division) => {
      const seen = catalogue.effectiveItem(division.code, item.code);
      return seen === undefined ? [] : [{ division, item: seen }];
    });
    if (views.length === 3) return { views };
  }
  return null;
}

function shortenedAbove({ isLeaf, deadline }: EffectiveItem): boolean {
  return isLeaf && deadline?.origin.level === 'DISTRICT' && deadline.others.length > 0;
}
