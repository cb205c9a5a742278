import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { ItemTree } from './item-tree.js';
import type { MergedFields } from './merge-fields.js';

/** What a division sees of each item, by its place in display order: 1 or 0. */
export interface Sight {
  /** Seen at all, retired or not. */
  readonly known: Uint8Array;
  /** To be disclosed. */
  readonly listed: Uint8Array;
  readonly retired: Uint8Array;
}

export interface Reader {
  readonly level: AdminLevel;
  /** How deep each division of the reader's chain is: 0 at the root. */
  readonly depths: ReadonlyMap<string, number>;
  readonly merged: MergedByPlace;
}

/** What each item comes to, by its place in display order; undefined for items that are defined elsewhere. */
export type MergedByPlace = (place: number) => MergedFields | undefined;

/** Levels and retirement, from the leaves up: an item is seen where it or anything below it is flagged for the level. */
export function sightOf(tree: ItemTree, { level, depths, merged }: Reader): Sight {
  const size = tree.items.length;
  const endings = endingsOf(tree, depths);
  const known = new Uint8Array(size);
  const listed = new Uint8Array(size);
  const retired = new Uint8Array(size);
  for (let place = size - 1; place >= 0; place -= 1) {
    const fields = merged(place);
    if (fields === undefined) {
      // What is defined elsewhere is not seen here, whatever stands below it.
      known[place] = 0;
      listed[place] = 0;
      continue;
    }
    const ended = endings?.[place] ?? -1;
    const over = ended >= 0 && fields.basisDivisions.every((code) => (depths.get(code) ?? -1) <= ended);
    if (over) retired[place] = 1;
    if (fields.levels.includes(level)) {
      known[place] = 1;
      if (!over) listed[place] = 1;
    }
    const parent = tree.parents[place] ?? -1;
    if (parent < 0) continue;
    if (known[place] === 1) known[parent] = 1;
    if (listed[place] === 1) listed[parent] = 1;
  }
  return { known, listed, retired };
}

/** For every item with a retired one at or above it: how deep in the chain the lowest of these was defined; else -1. */
function endingsOf(tree: ItemTree, depths: ReadonlyMap<string, number>): readonly number[] | null {
  if (!tree.hasRetired) return null;
  const endings: number[] = [];
  for (const [place, item] of tree.items.entries()) {
    const own = item.retiredAt === null ? -1 : (depths.get(item.definedAt) ?? -1);
    endings.push(Math.max(own, endings[tree.parents[place] ?? -1] ?? -1));
  }
  return endings;
}
