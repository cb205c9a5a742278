import type { EffectiveItem } from '../catalogue/effective-item.js';
import type { Filing } from './filing.js';

/**
 * For whom a draft is by the items it is filed under: ids of audiences, or null for everybody, which one item that is
 * for all of society suffices for. Content bound only to specific audiences is for them alone (CAT-14, R-H11).
 */
export function filedAudience({ items, audiences }: Filing): readonly string[] | null {
  const specific = specificItems(items);
  if (specific === null) return null;
  return [...new Set(specific.flatMap((item) => audiences.get(item.audience.specific ?? '')?.id ?? []))].toSorted();
}

/** The items that keep a draft from everybody and whose audience nobody registered. */
export function unregisteredAudiences({ items, audiences }: Filing): readonly EffectiveItem[] {
  return (specificItems(items) ?? []).filter((item) => !audiences.has(item.audience.specific ?? ''));
}

/** Null where at least one item is for all of society, or where there is no item yet. */
function specificItems(items: Filing['items']): EffectiveItem[] | null {
  const known = [...items.values()].filter((item) => item !== null);
  return known.length === 0 || known.some((item) => item.audience.allSociety) ? null : known;
}
