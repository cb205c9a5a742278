import type { Tx } from '../../platform/db/tx.js';
import type { EntryInput } from './ledger-entry.js';
import type { Sequence } from './sequence.js';

/** How long the salt of an entry is, in bytes: enough that a digest cannot be guessed from a known text. */
const saltLength = 16;

/**
 * A data-modifying statement that is part of the release. It may read `head.sequence` (bigint) and `head.at`,
 * numbers its own parameters from $1, and ends without a semicolon. Statements of one release see the tables
 * as they were before it, so none may count on what another one writes.
 */
export interface ReleaseWrite {
  readonly text: string;
  readonly params: readonly unknown[];
}

export interface Release {
  readonly entries: readonly [EntryInput, ...EntryInput[]];
  readonly writes: readonly ReleaseWrite[];
}

export interface Appended {
  readonly sequence: Sequence;
  readonly at: Date;
}

/**
 * Takes the next sequence and writes everything that needs it, in one statement: the entries, the caller's rows,
 * one outbox row and the notification of other nodes. Must be the last thing a transaction does:
 * the counter's row lock is what bounds releases per second, and holding it is what makes the sequence
 * gapless and equal to commit order.
 */
export async function appendRelease(tx: Tx, release: Release): Promise<Appended> {
  const { text, params } = composeRelease(tx, release);
  const [row] = await tx.sql<{ sequence: string; at: Date }>(text, params);
  if (row === undefined) throw new Error('The ledger has no head row: the database was not migrated.');
  return { sequence: BigInt(row.sequence), at: new Date(row.at) };
}

function composeRelease(tx: Tx, release: Release): { text: string; params: unknown[] } {
  const entries = release.entries.map((entry, index) => ({
    ordinal: index + 1,
    kind: entry.kind,
    subject: entry.subject,
    version: entry.version ?? null,
    digest: entry.digest ?? null,
    audience_ids: entry.audienceIds ?? null,
    salt: tx.ids.bytes(saltLength).toString('hex'),
  }));
  const kinds = [...new Set(entries.map((entry) => entry.kind))];
  const params: unknown[] = [tx.clock.now(), JSON.stringify(entries), JSON.stringify(kinds)];
  const writes = release.writes.map((write, index) => {
    const offset = params.length;
    params.push(...write.params);
    return `write_${index + 1} as (${renumber(write.text, offset)})`;
  });
  const text = `with head as (
      update ledger_head set sequence = sequence + 1, at = greatest(at, $1::timestamptz)
      where id = 1 returning sequence, at
    ), entry as (
      insert into ledger_entry (sequence, ordinal, at, kind, subject, version, digest, audience_ids, salt)
      select head.sequence, e.ordinal, head.at, e.kind, e.subject, e.version, e.digest, e.audience_ids, decode(e.salt, 'hex')
      from head, jsonb_to_recordset($2::jsonb)
        as e(ordinal int, kind text, subject text, version int, digest text, audience_ids text[], salt text)
    ), event as (
      insert into outbox_event (topic, key, payload, created_at)
      select 'ledger.appended', head.sequence::text,
        jsonb_build_object('sequence', head.sequence::text, 'kinds', $3::jsonb), head.at from head
    )${writes.map((write) => `, ${write}`).join('')}
    select head.sequence::text as sequence, head.at, pg_notify('ledger', head.sequence::text) from head`;
  return { text, params };
}

function renumber(text: string, offset: number): string {
  return text.replace(/\$(\d+)/g, (_, digits: string) => `$${Number(digits) + offset}`);
}
