import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import { Params } from '../../platform/db/params.js';
import type { View } from '../ledger/view.js';
import type { PublishedVersion } from './published-version.js';
import { toPublishedVersion, type VersionRow, versionColumns } from './version-row.js';
import { placeView, visibleTo } from './visible.js';

/** The version of each disclosure that the reader sees, by id in lower case; the others are absent. */
export async function findVersions(
  db: Sql,
  ids: readonly string[],
  view: View,
): Promise<Map<string, PublishedVersion>> {
  const params = new Params();
  const placed = placeView(view, params);
  const rows = await db.sql<VersionRow>(
    `select ${versionColumns('v', placed.at)} from disclosure_version v
     where v.disclosure_id = any(${params.add(ids.filter(isUuid))}::uuid[]) and ${visibleTo('v', placed)}`,
    params.values,
  );
  return new Map(rows.map((row) => [row.id, toPublishedVersion(row)]));
}
