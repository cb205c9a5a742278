import type { Site } from './site.js';

/**
 * The portal on which a division's bodies publish (R-H03): its own, else the nearest one above. `scopes`: the division,
 * then those above it.
 */
export function findPortal(sites: readonly Site[], scopes: readonly string[]): Site | null {
  for (const code of scopes) {
    const portal = sites.find((site) => site.kind === 'PORTAL' && site.divisionCode === code);
    if (portal !== undefined) return portal;
  }
  return null;
}
