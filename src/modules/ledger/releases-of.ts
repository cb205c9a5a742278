import type { Sql } from '../../platform/db/sql.js';
import type { ChangeKind } from './ledger-entry.js';
import type { Sequence } from './sequence.js';

/** Those of the sequences that tell of such a change, the earliest first. */
export async function releasesOf(db: Sql, among: readonly Sequence[], kind: ChangeKind): Promise<readonly Sequence[]> {
  const rows = await db.sql<{ sequence: string }>(
    `select distinct sequence from ledger_entry where sequence = any($1::bigint[]) and kind = $2 order by sequence`,
    [among, kind],
  );
  return rows.map((row) => BigInt(row.sequence));
}
