import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import { Params } from '../../platform/db/params.js';
import type { View } from '../ledger/view.js';
import type { PublishedVersion } from './published-version.js';
import { toPublishedVersion, type VersionRow, versionColumns } from './version-row.js';
import { placeView } from './visible.js';

const largestVersion = 2_147_483_647;

/** One version by its number, superseded ones too; null where the reader did not see it yet at the sequence, or it was withdrawn. */
export async function findVersionNumber(
  db: Sql,
  { id, version }: { readonly id: string; readonly version: number },
  view: View,
): Promise<PublishedVersion | null> {
  if (!isUuid(id) || !Number.isInteger(version) || version < 1 || version > largestVersion) return null;
  const params = new Params();
  const { at, forReader } = placeView(view, params);
  const [row] = await db.sql<VersionRow>(
    `select ${versionColumns('v', at)} from disclosure_version v
     where v.disclosure_id = ${params.add(id)} and v.version = ${params.add(version)}
       and v.from_sequence <= ${at}::bigint and v.withdrawn_sequence is null and ${forReader('v')}`,
    params.values,
  );
  return row === undefined ? null : toPublishedVersion(row);
}
