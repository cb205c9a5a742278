import type { Sql } from '../../../platform/db/sql.js';
import { listSites } from './list-sites.js';
import type { Site } from './site.js';

/** The site as it stands now. An installation has tens of sites: the list is read whole. */
export async function findSite(db: Sql, id: string): Promise<Site | null> {
  const sites = await listSites(db);
  return sites.find((site) => site.id === id) ?? null;
}
