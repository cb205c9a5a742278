import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from '../ledger/sequence.js';
import type { Directory } from './directory.js';
import { loadDirectory } from './load-directory.js';

/** The directory as it stood at each sequence, read once for those between which neither it nor the day changed. */
export async function loadDirectories(
  db: Sql,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Directory>> {
  if (sequences.length === 0) return new Map();
  const rows = await db.sql<{ sequence: string; stand: string }>(standsSql, [sequences.map(String)]);
  const stands = new Map<string, Directory>();
  const directories = new Map<Sequence, Directory>();
  for (const row of rows) {
    const sequence = BigInt(row.sequence);
    const directory = stands.get(row.stand) ?? (await loadDirectory(db, sequence));
    stands.set(row.stand, directory);
    directories.set(sequence, directory);
  }
  return directories;
}

/** For each sequence of $1 when something of the directory last began or ended, and the day of its release. */
const standsSql = `with change as materialized (
    select from_sequence as sequence from division union select to_sequence from division
    union select from_sequence from body union select to_sequence from body
    union select from_sequence from body_succession union select to_sequence from body_succession
  )
  select asked.sequence::text,
    concat_ws(' ',
      (select max(change.sequence) from change where change.sequence <= asked.sequence),
      (select (e.at at time zone 'Asia/Shanghai')::date from ledger_entry e
       where e.sequence <= asked.sequence order by e.sequence desc limit 1)) as stand
  from unnest($1::bigint[]) as asked(sequence)`;
