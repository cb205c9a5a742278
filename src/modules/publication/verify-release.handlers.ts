import type { Tx } from '../../platform/db/tx.js';
import { afterReleases } from '../ledger/after-releases.js';
import type { Sequence } from '../ledger/sequence.js';
import { digestOf } from './canonical-version.js';
import { canonicalOf } from './new-version.js';
import { type VersionRow, toPublishedVersion, versionColumns } from './version-row.js';

/**
 * After every release: is what is stored what was published? Makes the canonical text again from the columns that
 * readers see, computes the digests again and compares them with the version and with the ledger.
 */
export const verifyRelease = afterReleases({
  name: 'publication.verify-release',
  work: async (tx, sequences) => {
    const faults = await findFaults(tx, sequences);
    const results = sequences.map((sequence) => {
      const found = faults.get(sequence.toString()) ?? [];
      return { sequence: sequence.toString(), ok: found.length === 0, detail: found.join('\n') || null };
    });
    await tx.sql(
      `insert into release_verification (sequence, ok, detail, at)
       select r.sequence, r.ok, r.detail, $2 from jsonb_to_recordset($1::jsonb) as r(sequence bigint, ok boolean, detail text)
       on conflict (sequence) do nothing`,
      [JSON.stringify(results), tx.clock.now()],
    );
  },
});

interface StoredVersion extends VersionRow {
  readonly canonical: string;
  readonly changed_at: string | null;
  readonly language: string;
  readonly relations:
    | { type: Parameters<typeof canonicalOf>[0]['relations'][number]['type']; targetId: string }[]
    | null;
  readonly recorded: string | null;
}

/** By sequence. */
async function findFaults(tx: Tx, sequences: readonly Sequence[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.sql<StoredVersion>(
    `select ${versionColumns('v', 'v.from_sequence')}, v.canonical, v.changed_at::text, v.language,
       (select jsonb_agg(jsonb_build_object('type', r.type, 'targetId', r.target_id)) from disclosure_relation r
        where r.source_id = v.disclosure_id and r.from_sequence <= v.from_sequence
          and (r.to_sequence is null or r.to_sequence > v.from_sequence)) as relations,
       (select e.digest from ledger_entry e where e.sequence = v.from_sequence and e.subject = v.disclosure_id::text
          and e.version = v.version) as recorded
     from disclosure_version v where v.from_sequence = any($1::bigint[]) and v.withdrawn_sequence is null`,
    [sequences],
  );
  const bySequence = Map.groupBy(rows, (row) => row.sequence);
  return new Map([...bySequence].map(([sequence, released]) => [sequence, released.flatMap(faultsOf)]));
}

function faultsOf(row: StoredVersion): string[] {
  const name = `${row.id}@${row.version}`;
  const faults: string[] = [];
  if (digestOf(row.canonical) !== row.digest) faults.push(`${name}: the canonical text does not have the digest`);
  if (row.recorded !== row.digest) faults.push(`${name}: the ledger recorded another digest`);
  if (canonicalAgain(row) !== row.canonical)
    faults.push(`${name}: the columns do not say what the canonical text says`);
  return faults;
}

function canonicalAgain(row: StoredVersion): string {
  const version = toPublishedVersion(row);
  return canonicalOf(
    { ...version, changedAt: row.changed_at, language: row.language, relations: row.relations ?? [] },
    { ...version, firstPublishedAt: version.publishedAt, publishedAt: version.updatedAt },
  );
}
