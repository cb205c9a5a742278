import { named } from '../../../platform/db/named.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { Sequence } from '../../ledger/sequence.js';
import { newest } from '../select-directory.js';
import { type Site, siteKinds } from './site.js';

interface SiteRow {
  id: string;
  slug: string;
  name: string;
  division_code: string;
  owner_body_id: string;
  kind: string;
  sections: string[];
  base_url: string | null;
}

/** Sites as they stood at a sequence (default: now), upper divisions first. */
export async function listSites(db: Sql, at: Sequence = newest): Promise<Site[]> {
  const rows = await db.sql<SiteRow>(
    `select id::text, slug, name, division_code, owner_body_id::text, kind, sections, base_url from site
     where from_sequence <= $1::bigint and (to_sequence is null or to_sequence > $1::bigint)
     order by length(division_code), division_code, slug`,
    [at],
  );
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    divisionCode: row.division_code,
    ownerBodyId: row.owner_body_id,
    kind: named(siteKinds, row.kind),
    sections: row.sections,
    baseUrl: row.base_url,
  }));
}
