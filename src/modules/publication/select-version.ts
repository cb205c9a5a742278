import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { View } from '../ledger/view.js';
import { type VersionColumn, type VersionRow, versionColumns } from './version-row.js';
import { placeView, visibleTo } from './visible.js';

/** Some columns of the version of one disclosure that the reader sees; null where there is none. */
export async function selectVersion<Column extends VersionColumn>(
  db: Sql,
  { id, view }: { readonly id: string; readonly view: View },
  wanted: readonly Column[],
): Promise<Pick<VersionRow, Column> | null> {
  if (!isUuid(id)) return null;
  const params = new Params();
  const placed = placeView(view, params);
  const [row] = await db.sql<Pick<VersionRow, Column>>(
    `select ${versionColumns('v', placed.at, wanted)} from disclosure_version v
     where v.disclosure_id = ${params.add(id)}::uuid and ${visibleTo('v', placed)}`,
    params.values,
    { prepared: true },
  );
  return row ?? null;
}
