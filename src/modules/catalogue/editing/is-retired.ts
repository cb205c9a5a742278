import type { Division } from '../../jurisdictions/directory.js';

export interface Holding {
  /** Where those of the item and the groups above it that have ended were defined. */
  readonly endings: readonly string[];
  /** The divisions of the chain that state a basis of their own. */
  readonly basisDivisions: readonly string[];
}

/**
 * Whether an item has ended for the last division of the chain: it or a group above it was retired, and no division
 * below the one that retired it holds a basis of its own (R-I12).
 */
export function isRetired(chain: readonly Division[], { endings, basisDivisions }: Holding): boolean {
  const depthOf = (code: string): number => chain.findIndex((division) => division.code === code);
  const end = Math.max(-1, ...endings.map(depthOf));
  const held = Math.max(-1, ...basisDivisions.map(depthOf));
  return end >= 0 && held <= end;
}
