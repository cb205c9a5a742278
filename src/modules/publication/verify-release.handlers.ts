import type { Tx } from '../../platform/db/tx.js';
import type { Handler } from '../../platform/outbox/handler.js';
import { parseSequence } from '../ledger/sequence.js';
import { digestOf } from './canonical-version.js';
import { canonicalOf } from './new-version.js';
import { type VersionRow, toPublishedVersion, versionColumns } from './version-row.js';

/**
 * After every release: is what is stored what was published? Makes the canonical text again from the columns that
 * readers see, computes the digests again and compares them with the version and with the ledger.
 */
export const verifyRelease: Handler = {
  name: 'publication.verify-release',
  topics: ['ledger.appended'],
  handle: async (tx, event) => {
    const sequence = parseSequence(event.key);
    if (sequence === null) throw new Error(`Not a sequence: ${event.key}`);
    const faults = await findFaults(tx, sequence);
    await tx.sql(
      `insert into release_verification (sequence, ok, detail, at) values ($1::bigint, $2, $3, $4)
       on conflict (sequence) do nothing`,
      [sequence, faults.length === 0, faults.length === 0 ? null : faults.join('\n'), tx.clock.now()],
    );
  },
};

interface StoredVersion extends VersionRow {
  readonly canonical: string;
  readonly changed_at: string | null;
  readonly language: string;
  readonly relations:
    | { type: Parameters<typeof canonicalOf>[0]['relations'][number]['type']; targetId: string }[]
    | null;
  readonly recorded: string | null;
}

async function findFaults(tx: Tx, sequence: bigint): Promise<string[]> {
  const rows = await tx.sql<StoredVersion>(
    `select ${versionColumns('v', '$1')}, v.canonical, v.changed_at::text, v.language,
       (select jsonb_agg(jsonb_build_object('type', r.type, 'targetId', r.target_id)) from disclosure_relation r
        where r.source_id = v.disclosure_id and r.from_sequence <= $1::bigint
          and (r.to_sequence is null or r.to_sequence > $1::bigint)) as relations,
       (select e.digest from ledger_entry e where e.sequence = $1::bigint and e.subject = v.disclosure_id::text
          and e.version = v.version) as recorded
     from disclosure_version v where v.from_sequence = $1::bigint and v.withdrawn_sequence is null`,
    [sequence],
  );
  return rows.flatMap((row) => {
    const name = `${row.id}@${row.version}`;
    const faults: string[] = [];
    if (digestOf(row.canonical) !== row.digest) faults.push(`${name}: the canonical text does not have the digest`);
    if (row.recorded !== row.digest) faults.push(`${name}: the ledger recorded another digest`);
    if (canonicalAgain(row) !== row.canonical)
      faults.push(`${name}: the columns do not say what the canonical text says`);
    return faults;
  });
}

function canonicalAgain(row: StoredVersion): string {
  const version = toPublishedVersion(row);
  return canonicalOf(
    { ...version, changedAt: row.changed_at, language: row.language, relations: row.relations ?? [] },
    { ...version, firstPublishedAt: version.publishedAt, publishedAt: version.updatedAt },
  );
}
