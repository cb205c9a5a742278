import type { Sql } from '../../platform/db/sql.js';
import { disclosureChanges } from '../ledger/ledger-entry.js';
import type { Sequence } from '../ledger/sequence.js';

/**
 * The disclosures that look different since each of the sequences: those of the release itself and those they point to,
 * whose validity may have changed. A sequence without any is absent.
 */
export async function findTouchedDisclosures(
  db: Sql,
  sequences: readonly Sequence[],
): Promise<Map<Sequence, ReadonlySet<string>>> {
  const entries = await db.sql<{ sequence: string; subject: string }>(
    `select sequence::text, subject from ledger_entry
     where sequence = any($1::bigint[]) and kind = any($2::text[])`,
    [sequences, disclosureChanges],
  );
  const relations = await db.sql<{ source_id: string; target_id: string }>(
    'select distinct source_id, target_id from disclosure_relation where source_id = any($1::uuid[])',
    [entries.map((entry) => entry.subject)],
  );
  const targets = Map.groupBy(relations, (relation) => relation.source_id);
  const touched = new Map<Sequence, Set<string>>();
  for (const { sequence, subject } of entries) {
    const ids = touched.get(BigInt(sequence)) ?? new Set();
    touched.set(BigInt(sequence), ids.add(subject));
    for (const { target_id } of targets.get(subject) ?? []) ids.add(target_id);
  }
  return touched;
}
