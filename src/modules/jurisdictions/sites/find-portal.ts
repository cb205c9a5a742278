import type { Sql } from '../../../platform/db/sql.js';
import { divisionScopes } from '../division-scopes.js';
import { listSites } from './list-sites.js';
import type { Site } from './site.js';

/** The portal on which a division's bodies publish (R-H03): its own, else the nearest one above. */
export async function findPortal(db: Sql, divisionCode: string): Promise<Site | null> {
  const portals = (await listSites(db)).filter((site) => site.kind === 'PORTAL');
  for (const code of await divisionScopes(db, divisionCode)) {
    const portal = portals.find((site) => site.divisionCode === code);
    if (portal !== undefined) return portal;
  }
  return null;
}
