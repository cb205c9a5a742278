import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { DisclosureKind } from '../content/kinds/kind.js';
import type { Sequence } from '../ledger/sequence.js';
import { Params } from '../../platform/db/params.js';
import { forAudience, type View } from '../ledger/view.js';

/** What is left of a withdrawn disclosure, the same at every sequence. */
export interface Tombstone {
  readonly id: string;
  readonly indexNo: string;
  readonly kind: DisclosureKind;
  readonly lastVersion: number;
  readonly withdrawnAt: Date;
  readonly sequence: Sequence;
  readonly reason: string;
}

interface TombstoneRow {
  id: string;
  index_no: string;
  kind: DisclosureKind;
  last_version: number;
  withdrawn_at: string;
  sequence: string;
  reason: string;
}

/** By disclosure id in lower case; what was never withdrawn is absent, and what the reader could not see before either. */
export async function findTombstones(db: Sql, ids: readonly string[], view: View): Promise<Map<string, Tombstone>> {
  const params = new Params();
  const rows = await db.sql<TombstoneRow>(
    `select disclosure_id as id, index_no, kind, last_version, withdrawn_at, sequence::text, reason
     from tombstone t where disclosure_id = any(${params.add(ids.filter(isUuid))}::uuid[]) and ${forAudience('t', view, params)}`,
    params.values,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        indexNo: row.index_no,
        kind: row.kind,
        lastVersion: row.last_version,
        withdrawnAt: new Date(row.withdrawn_at),
        sequence: BigInt(row.sequence),
        reason: row.reason,
      },
    ]),
  );
}
