import type { Sql } from '../../platform/db/sql.js';
import { type ChangeKind, changeKinds, type LedgerEntry } from './ledger-entry.js';
import { Params } from '../../platform/db/params.js';
import type { Sequence } from './sequence.js';
import { forAudience, type View } from './view.js';

export interface EntryRange {
  /** Entries after this point … */
  readonly after: Sequence;
  /** … with an ordinal above this one where the sequence equals `after`; leave out to skip `after` whole. */
  readonly afterOrdinal?: number;
  readonly upTo: Sequence;
  readonly limit: number;
  /** Whose entries; everything without it, for the store's own followers. */
  readonly audienceIds?: View['audienceIds'];
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
  const params = new Params();
  const place = `(${params.add(range.after)}::bigint, ${params.add(range.afterOrdinal ?? 2_147_483_647)}::int)`;
  const view = { at: range.upTo, audienceIds: range.audienceIds ?? 'ALL' } as const;
  const rows = await db.sql<EntryRow>(
    `select sequence::text, ordinal, at, kind, subject, version, digest from ledger_entry entry
     where (sequence, ordinal) > ${place} and sequence <= ${params.add(range.upTo)}::bigint
       and ${forAudience('entry', view, params)}
     order by entry.sequence, ordinal limit ${params.add(range.limit)}`,
    params.values,
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
