import type { Tx } from '../../../platform/db/tx.js';

/**
 * Whoever adds items takes this, after the edition if there is one: codes and places are given out one after the other.
 */
const treeLock = 1_306_001;

export async function lockTree(tx: Tx): Promise<void> {
  await tx.sql('select pg_advisory_xact_lock($1)', [treeLock]);
}

/** The place after everything else. */
export async function nextPosition(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ next: number }>(
    'select coalesce(max(position), 0)::int + 1 as next from catalogue_item',
  );
  return row?.next ?? 1;
}
