import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import { Params } from '../../platform/db/params.js';
import type { Sequence } from '../ledger/sequence.js';
import type { View } from '../ledger/view.js';
import { placeView } from './visible.js';

export interface VersionSummary {
  readonly version: number;
  readonly digest: string;
  readonly sequence: Sequence;
  readonly at: Date;
  /** Why it was corrected; null for the first version. */
  readonly reason: string | null;
  /** True for the one that stands at the sequence. */
  readonly current: boolean;
}

interface SummaryRow {
  id: string;
  version: number;
  digest: string;
  sequence: string;
  at: string;
  reason: string | null;
  current: boolean;
}

/** All versions of each disclosure up to the sequence, newest first; nothing of what was withdrawn. */
export async function findVersionSummaries(
  db: Sql,
  ids: readonly string[],
  view: View,
): Promise<Map<string, VersionSummary[]>> {
  const params = new Params();
  const { at, forReader } = placeView(view, params);
  const rows = await db.sql<SummaryRow>(
    `select disclosure_id as id, version, digest, from_sequence::text as sequence, published_at as at, reason,
       (to_sequence is null or to_sequence > ${at}::bigint) as current
     from disclosure_version v
     where disclosure_id = any(${params.add(ids.filter(isUuid))}::uuid[]) and from_sequence <= ${at}::bigint
       and withdrawn_sequence is null and ${forReader('v')}
     order by disclosure_id, version desc`,
    params.values,
  );
  const summaries = new Map<string, VersionSummary[]>();
  for (const { id, ...row } of rows) {
    const known = summaries.get(id) ?? [];
    known.push({ ...row, sequence: BigInt(row.sequence), at: new Date(row.at) });
    summaries.set(id, known);
  }
  return summaries;
}
