import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Sequence } from '../ledger/sequence.js';
import type { PublishedVersion } from './published-version.js';
import { toPublishedVersion, type VersionRow, versionColumns } from './version-row.js';
import { visibleAt } from './visible.js';

/** The version of each disclosure that stands at the sequence, by id in lower case; what does not stand there is absent. */
export async function findVersions(
  db: Sql,
  ids: readonly string[],
  at: Sequence,
): Promise<Map<string, PublishedVersion>> {
  const rows = await db.sql<VersionRow>(
    `select ${versionColumns('v', '$2')} from disclosure_version v
     where v.disclosure_id = any($1::uuid[]) and ${visibleAt('v', '$2')}`,
    [ids.filter(isUuid), at],
  );
  return new Map(rows.map((row) => [row.id, toPublishedVersion(row)]));
}
