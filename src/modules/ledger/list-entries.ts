import type { Sql } from '../../platform/db/sql.js';
import { type ChangeKind, changeKinds, type LedgerEntry } from './ledger-entry.js';
import type { Sequence } from './sequence.js';

export interface EntryRange {
  /** Entries after this point … */
  readonly after: Sequence;
  /** … with an ordinal above this one where the sequence equals `after`; leave out to skip `after` whole. */
  readonly afterOrdinal?: number;
  readonly upTo: Sequence;
  readonly limit: number;
}

interface EntryRow {
  sequence: string;
  ordinal: number;
  at: Date;
  kind: string;
  subject: string;
  version: number | null;
  digest: string | null;
}

/** Entries in commit order, at most `limit`. */
export async function listEntries(db: Sql, range: EntryRange): Promise<LedgerEntry[]> {
  const rows = await db.sql<EntryRow>(
    `select sequence::text, ordinal, at, kind, subject, version, digest from ledger_entry
     where (sequence, ordinal) > ($1::bigint, $2::int) and sequence <= $3::bigint
     order by ledger_entry.sequence, ordinal limit $4`,
    [range.after, range.afterOrdinal ?? 2_147_483_647, range.upTo, range.limit],
  );
  return rows.map((row) => ({
    ...row,
    sequence: BigInt(row.sequence),
    at: new Date(row.at),
    kind: changeKind(row.kind),
  }));
}

function changeKind(text: string): ChangeKind {
  const kind = changeKinds.find((known) => known === text);
  if (kind === undefined) throw new Error(`The ledger holds an entry of an unknown kind: ${text}`);
  return kind;
}
