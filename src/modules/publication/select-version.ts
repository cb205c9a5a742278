import { BatchedReads } from '../../platform/db/batched-reads.js';
import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { View } from '../ledger/view.js';
import { type VersionColumn, type VersionRow, versionColumns } from './version-row.js';
import { placeView, visibleTo } from './visible.js';

type Selected = Pick<VersionRow, 'id'>;

/** Reads that differ in nothing but the id, by all that they share. */
const open = new WeakMap<Sql, Map<string, BatchedReads<Selected>>>();

/**
 * Some columns of the version of one disclosure that the reader sees; null where there is none. `id` is in lower case.
 * Readers who ask at the same time for the same columns in the same view share statements.
 */
export async function selectVersion(
  db: Sql,
  { id, view }: { readonly id: string; readonly view: View },
  wanted: readonly VersionColumn[],
): Promise<Selected | null> {
  if (!isUuid(id)) return null;
  const batches = open.get(db) ?? new Map<string, BatchedReads<Selected>>();
  open.set(db, batches);
  const shared = JSON.stringify([view.at.toString(), view.audienceIds ?? [], wanted]);
  const known = batches.get(shared);
  if (known !== undefined) return known.find(id);
  const made = new BatchedReads<Selected>(
    (ids) => selectVersions(db, { ids, view }, wanted),
    () => batches.delete(shared),
  );
  batches.set(shared, made);
  return made.find(id);
}

async function selectVersions(
  db: Sql,
  { ids, view }: { readonly ids: readonly string[]; readonly view: View },
  wanted: readonly VersionColumn[],
): Promise<ReadonlyMap<string, Selected>> {
  const params = new Params();
  const placed = placeView(view, params);
  const [only] = ids;
  const which = ids.length === 1 ? `= ${params.add(only)}::uuid` : `= any(${params.add(ids)}::uuid[])`;
  const columns = [...new Set<VersionColumn>([...wanted, 'id'])];
  const rows = await db.sql<Selected>(
    `select ${versionColumns('v', placed.at, columns)} from disclosure_version v
     where v.disclosure_id ${which} and ${visibleTo('v', placed)}`,
    params.values,
    { prepared: true },
  );
  return new Map(rows.map((row) => [row.id, row]));
}
