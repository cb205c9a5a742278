import type { Sql } from '../../../platform/db/sql.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { findBody } from '../find-body.js';
import type { Body } from '../directory.js';
import { findCarriedIds } from '../find-carried-ids.js';
import { listSites } from './list-sites.js';
import { listPlatformGrants } from './list-platform-grants.js';
import { isInForce, type Site } from './site.js';

export interface PlatformUse {
  readonly bodyId: string;
  readonly siteId: string;
  readonly section: string;
  /** The moment of the release, not of the request. */
  readonly at: Date;
  /** What the caller has read already in this transaction: all sites, and the body. */
  readonly known?: { readonly sites: readonly Site[]; readonly body: Body };
}

export interface PlatformRefusal {
  readonly rule: 'R-H03';
  readonly message: string;
}

/**
 * Whether a body may release in a section of a site at a moment: null = it may. A site of the body's own division
 * needs no grant; any other needs one that is in force and covers the section, its own or that of a body it carries on
 * (R-P06). Looks only forward: what was released
 * under a grant that ended stays. Errors: NOT_FOUND for an unknown body or site.
 */
export async function checkPlatformGrant(db: Sql, use: PlatformUse): Promise<PlatformRefusal | null> {
  const sites = use.known?.sites ?? (await listSites(db));
  const site = sites.find(({ id }) => id === use.siteId);
  const body = use.known?.body ?? (await findBody(db, use.bodyId));
  if (site === undefined || body === null) throw notFound();
  if (site.divisionCode === body.divisionCode) return null;
  const bodyIds = await findCarriedIds(db, body.id, use.at);
  const grants = await listPlatformGrants(db, { siteId: site.id, bodyIds });
  if (grants.length === 0) return { rule: 'R-H03', message: `${body.name}未获${site.name}的使用授权。` };
  const inForce = grants.filter((grant) => isInForce(grant, use.at));
  if (inForce.length === 0) return { rule: 'R-H03', message: `${body.name}在${site.name}的授权不在有效期内。` };
  if (inForce.some((grant) => grant.sections === null || grant.sections.includes(use.section))) return null;
  return { rule: 'R-H03', message: `${body.name}在${site.name}的授权不含栏目“${use.section}”。` };
}
