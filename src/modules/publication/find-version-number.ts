import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Sequence } from '../ledger/sequence.js';
import type { PublishedVersion } from './published-version.js';
import { toPublishedVersion, type VersionRow, versionColumns } from './version-row.js';

const largestVersion = 2_147_483_647;

/** One version by its number, superseded ones too; null where it was not public yet at the sequence, or was withdrawn. */
export async function findVersionNumber(
  db: Sql,
  { id, version }: { readonly id: string; readonly version: number },
  at: Sequence,
): Promise<PublishedVersion | null> {
  if (!isUuid(id) || !Number.isInteger(version) || version < 1 || version > largestVersion) return null;
  const [row] = await db.sql<VersionRow>(
    `select ${versionColumns('v', '$3')} from disclosure_version v
     where v.disclosure_id = $1 and v.version = $2 and v.from_sequence <= $3::bigint and v.withdrawn_sequence is null`,
    [id, version, at],
  );
  return row === undefined ? null : toPublishedVersion(row);
}
