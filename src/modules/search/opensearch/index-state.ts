import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import type { Sequence } from '../../ledger/sequence.js';
import { indexLayout } from './index-layout.js';

export interface IndexState {
  readonly alias: string;
  /** Everything up to here can be found; null until the index was filled once. */
  readonly completeTo: Sequence | null;
  /** When the first release was made that may be missing; null where none is. */
  readonly missingSince: Date | null;
}

interface StateRow {
  alias: string;
  complete_to: string | null;
  missing_since: string | null;
}

/** The index of this layout, or null where there is none. */
export async function readIndexState(db: Sql): Promise<IndexState | null> {
  const [row] = await db.sql<StateRow>(
    `select i.alias, i.complete_to::text,
       (select e.at from ledger_entry e where e.sequence = i.complete_to + 1 and e.ordinal = 1) as missing_since
     from search_index i where i.layout = $1`,
    [indexLayout],
  );
  if (row === undefined) return null;
  return {
    alias: row.alias,
    completeTo: row.complete_to === null ? null : BigInt(row.complete_to),
    missingSince: row.missing_since === null ? null : new Date(row.missing_since),
  };
}

/** A new, empty index takes the place of the one before. Returns the aliases of both. */
export async function replaceIndex(tx: Tx): Promise<{ readonly alias: string; readonly before: readonly string[] }> {
  const before = await tx.sql<{ alias: string }>('delete from search_index returning alias');
  await tx.sql('delete from search_indexed');
  const alias = `tongyuan-${tx.ids.bytes(6).toString('hex')}`;
  await tx.sql('insert into search_index (alias, layout, complete_to, created_at) values ($1, $2, null, $3)', [
    alias,
    indexLayout,
    tx.clock.now(),
  ]);
  return { alias, before: before.map((row) => row.alias) };
}

export async function recordFilled(db: Sql, alias: string, completeTo: Sequence): Promise<void> {
  await db.sql('update search_index set complete_to = $2::bigint where alias = $1', [alias, completeTo]);
}

const widestWindow = 10_000;

/** The first sequences that are not in the index, at most `limit`, and `wanted` if it is one of them. */
export async function listMissing(
  db: Sql,
  { alias, completeTo }: { readonly alias: string; readonly completeTo: Sequence },
  { limit, wanted }: { readonly limit: number; readonly wanted: Sequence | null },
): Promise<Sequence[]> {
  const rows = await db.sql<{ sequence: string }>(
    `with missing as (
       select g as sequence from ledger_head head,
         generate_series($2::bigint + 1, least(head.sequence, $2::bigint + ${widestWindow})) g
       where head.id = 1 and not exists (select 1 from search_indexed i where i.alias = $1 and i.sequence = g)
     ), chosen as (
       (select sequence from missing order by sequence limit $3::int)
       union
       select $4::bigint where $4::bigint > $2::bigint
         and not exists (select 1 from search_indexed i where i.alias = $1 and i.sequence = $4::bigint)
     )
     select chosen.sequence::text from chosen order by chosen.sequence`,
    [alias, completeTo, limit, wanted],
  );
  return rows.map((row) => BigInt(row.sequence));
}

/** Notes that these sequences can be found. The index is complete up to the first gap. */
export async function recordIndexed(tx: Tx, alias: string, sequences: readonly Sequence[]): Promise<void> {
  const [row] = await tx.sql<{ complete_to: string | null }>(
    'select complete_to::text from search_index where alias = $1 for update',
    [alias],
  );
  if (row === undefined || row.complete_to === null) return;
  await tx.sql(
    `insert into search_indexed (alias, sequence) select $1, s from unnest($2::bigint[]) s where s > $3::bigint
     on conflict do nothing`,
    [alias, sequences, row.complete_to],
  );
  // In a run without a gap the distance between a sequence and its place in the order stays the same.
  const [run] = await tx.sql<{ up_to: string | null }>(
    `select max(sequence)::text as up_to from (
       select sequence, sequence - row_number() over (order by sequence) as start from search_indexed
       where alias = $1 and sequence > $2::bigint
     ) numbered where start = $2::bigint`,
    [alias, row.complete_to],
  );
  const upTo = run?.up_to ?? null;
  if (upTo === null) return;
  await tx.sql('update search_index set complete_to = $2::bigint where alias = $1', [alias, upTo]);
  await tx.sql('delete from search_indexed where alias = $1 and sequence <= $2::bigint', [alias, upTo]);
}
