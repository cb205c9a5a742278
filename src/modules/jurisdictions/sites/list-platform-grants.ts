import type { Sql } from '../../../platform/db/sql.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import type { PlatformGrant } from './site.js';

export interface PlatformGrantFilter {
  readonly siteId?: string;
  readonly bodyId?: string;
  /** Of any of these, which must be uuids. */
  readonly bodyIds?: readonly string[];
}

interface GrantRow {
  id: string;
  site_id: string;
  body_id: string;
  sections: string[] | null;
  valid_from: string;
  valid_to: string | null;
  granted_by: string;
  granted_at: string;
  revoked_at: string | null;
}

/** Grants of a site, of a body, or of one on the other; oldest first, ended and revoked ones included. */
export async function listPlatformGrants(db: Sql, filter: PlatformGrantFilter): Promise<PlatformGrant[]> {
  const { siteId, bodyId, bodyIds } = filter;
  if ([siteId, bodyId].some((id) => id !== undefined && !isUuid(id))) return [];
  const rows = await db.sql<GrantRow>(
    `select id::text, site_id::text, body_id::text, sections, valid_from::text, valid_to::text,
       granted_by::text, granted_at::text, revoked_at::text
     from platform_grant
     where ($1::uuid is null or site_id = $1::uuid) and ($2::uuid is null or body_id = $2::uuid)
       and ($3::uuid[] is null or body_id = any($3::uuid[]))
     order by platform_grant.granted_at, platform_grant.id`,
    [siteId ?? null, bodyId ?? null, bodyIds ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    bodyId: row.body_id,
    sections: row.sections,
    validFrom: new Date(row.valid_from),
    validTo: row.valid_to === null ? null : new Date(row.valid_to),
    grantedBy: row.granted_by,
    grantedAt: new Date(row.granted_at),
    revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at),
  }));
}
