import { z } from 'zod';
import { openConflicts } from '../../src/modules/catalogue/drift/open-conflicts.handlers.js';
import { negativeListReviews } from '../../src/modules/compliance/negative-lists/negative-list-reviews.handlers.js';
import { powerListUpdates } from '../../src/modules/compliance/power-lists/power-list-updates.handlers.js';
import { verifyRelease } from '../../src/modules/publication/verify-release.handlers.js';
import type { Sql } from '../../src/platform/db/sql.js';
import { ask } from './ask.js';
import { searchWord } from './prepared-store.js';
import type { Acknowledged } from './publishers.js';
import type { Change } from './watcher.js';

/** What the database holds in the end, for what no public path tells. */
export interface Stored {
  readonly head: number;
  readonly sequences: number;
  readonly entries: readonly Change[];
  /** Every draft that is public, with what it became. */
  readonly released: readonly { draft: string; disclosure: string; version: number; sequence: string }[];
  /** Drafts that can still be released. */
  readonly approved: number;
  readonly disclosures: number;
  readonly versions: number;
  readonly indexNumbers: number;
  /** One row for each sequence, and whether it found all as it should be. */
  readonly verified: { readonly rows: number; readonly ok: number };
  readonly events: number;
  readonly waiting: number;
  /** By handler and state. */
  readonly deliveries: Readonly<Record<string, number>>;
}

export async function readStored(db: Sql): Promise<Stored> {
  const [row] = await db.sql<Omit<Stored, 'entries' | 'released'>>(
    `select (select sequence::int from ledger_head) as head,
       (select count(distinct sequence)::int from ledger_entry) as sequences,
       (select count(*)::int from disclosure) as disclosures,
       (select count(*)::int from disclosure_version) as versions,
       (select count(*)::int from draft where state = 'APPROVED') as approved,
       (select count(distinct index_no)::int from disclosure) as "indexNumbers",
       (select jsonb_build_object('rows', count(*)::int, 'ok', (count(*) filter (where ok))::int)
        from release_verification) as verified,
       (select count(*)::int from outbox_event) as events,
       (select count(*)::int from outbox_event where fanned_out_at is null) as waiting,
       (select coalesce(jsonb_object_agg(handler || ' ' || state, n), '{}') from
         (select handler, state, count(*)::int as n from outbox_delivery group by handler, state) as by_state) as deliveries`,
  );
  if (row === undefined) throw new Error('The store is empty.');
  return {
    ...row,
    entries: await db.sql<Change>(
      `select sequence::text as sequence, kind, subject, version, digest from ledger_entry order by ledger_entry.sequence, ordinal`,
    ),
    released: await db.sql<Stored['released'][number]>(
      `select d.id as draft, d.released_disclosure_id as disclosure, d.released_version as version,
         v.from_sequence::text as sequence
       from draft d left join disclosure_version v
         on v.disclosure_id = d.released_disclosure_id and v.version = d.released_version
       where d.state = 'RELEASED'`,
    ),
  };
}

export interface History {
  readonly stored: Stored;
  readonly acknowledged: readonly Acknowledged[];
  /** Asked for and released, though no answer came. */
  readonly unseen: readonly (readonly string[])[];
  readonly bundles: readonly (readonly string[])[];
  /** How many of them nobody ever asked for. */
  readonly left: number;
}

/** Every sentence is a broken promise; empty when the history is whole. */
export function judge(history: History): string[] {
  const { stored, acknowledged, unseen, bundles, left } = history;
  return [
    ...acknowledgedFaults(stored, acknowledged),
    ...bundleFaults(stored, bundles),
    ...countFaults(stored),
    ...effectFaults(stored),
    // One draft more was copied and not released itself.
    ...unequal('drafts', stored.released.length + stored.approved - 1, bundles.flat().length),
    ...unequal('bundles', acknowledged.length + unseen.length + left, bundles.length),
    ...unequal('sequences', stored.sequences, stored.head),
  ];
}

function unequal(what: string, found: number, expected: number): string[] {
  return found === expected ? [] : [`${found} ${what} where there should be ${expected}`];
}

/** Nothing acknowledged is lost or altered, and nothing has a number twice. */
function acknowledgedFaults(stored: Stored, acknowledged: readonly Acknowledged[]): string[] {
  const faults: string[] = [];
  const entries = new Map<string, Change>();
  for (const entry of publishedIn(stored)) {
    const key = `${entry.subject}@${entry.version}`;
    if (entries.has(key)) faults.push(`${key} was published twice`);
    entries.set(key, entry);
  }
  for (const { sequence, disclosures, bundle } of acknowledged) {
    if (disclosures.length !== bundle.length)
      faults.push(`sequence ${sequence} was acknowledged with half of its bundle`);
    for (const { id, version, digest } of disclosures) {
      const entry = entries.get(`${id}@${version}`);
      if (entry === undefined) faults.push(`${id}@${version}, acknowledged, is lost`);
      else if (entry.digest !== digest || entry.sequence !== sequence) faults.push(`${id}@${version} was altered`);
    }
  }
  return faults;
}

function bundleFaults(stored: Stored, bundles: History['bundles']): string[] {
  const released = new Map(stored.released.map(({ draft, sequence }) => [draft, sequence]));
  return bundles
    .filter((bundle) => new Set(bundle.map((draft) => released.get(draft) ?? 'none')).size > 1)
    .map((bundle) => `the bundle ${bundle.join(', ')} is half-published`);
}

/** Each released draft is one disclosure with one version, one index number and one entry. */
function countFaults(stored: Stored): string[] {
  const counts = {
    'released drafts': stored.released.length,
    'disclosures of drafts': new Set(stored.released.map(({ disclosure }) => disclosure)).size,
    versions: stored.versions,
    'index numbers': stored.indexNumbers,
    entries: publishedIn(stored).length,
  };
  return Object.entries(counts).flatMap(([what, count]) => unequal(what, count, stored.disclosures));
}

/** What a partner saw through all faults, what the list gives and what the search finds is what the ledger says. */
export function judgeReaders(history: {
  readonly stored: Stored;
  readonly seen: readonly Change[];
  readonly listed: readonly string[];
  readonly searched: readonly string[];
}): string[] {
  const { stored, seen, listed, searched } = history;
  const nameOf = ({ subject, version, digest }: Change): string => `${subject}@${version} ${digest}`;
  const all = publishedIn(stored).map(nameOf).toSorted().join('\n');
  const told = (changes: readonly Change[]): string =>
    changes.map((change) => `${change.sequence} ${change.kind} ${change.version} ${change.digest}`).join('\n');
  const faults: string[] = [];
  if (listed.join('\n') !== all) faults.push('the list is not what the ledger says');
  if (searched.join('\n') !== all) faults.push('the search does not find what the ledger says');
  if (told(seen) !== told(stored.entries)) faults.push('a follower saw another history than the ledger has');
  return faults;
}

function publishedIn({ entries }: Stored): Change[] {
  return entries.filter(({ kind }) => kind === 'DISCLOSURE_PUBLISHED');
}

/** Whether the worker has nothing left to do. */
export function isQuiet(stored: Stored): boolean {
  return stored.verified.rows >= stored.head && stored.waiting === 0 && hasHadAll(stored);
}

const handlers = [verifyRelease, openConflicts, powerListUpdates, negativeListReviews];

/** Each handler has had each release that concerns it once, and nothing else was delivered. */
function hasHadAll({ deliveries, entries }: Pick<Stored, 'deliveries' | 'entries'>): boolean {
  const expected = handlers.flatMap(({ name, kinds }) => {
    const concerned = entries.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
    const count = new Set(concerned.map(({ sequence }) => sequence)).size;
    return count === 0 ? [] : [[`${name} DONE`, count] as const];
  });
  return (
    Object.keys(deliveries).length === expected.length && expected.every(([of, count]) => deliveries[of] === count)
  );
}

function effectFaults(stored: Stored): string[] {
  const { head, verified, events, waiting, deliveries } = stored;
  const faults: string[] = [];
  const { rows, ok } = verified;
  if (rows !== head || ok !== head) faults.push(`${rows} releases of ${head} were verified, ${ok} found whole`);
  if (events !== head || waiting !== 0) faults.push(`${events} events for ${head} releases, ${waiting} not fanned out`);
  if (!hasHadAll(stored)) faults.push(`deliveries: ${JSON.stringify(deliveries)}`);
  return faults;
}

const found = z.object({
  list: z.object({
    totalCount: z.number().optional(),
    edges: z.array(z.object({ node: z.object({ id: z.string(), version: z.number(), digest: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
const pageFields = 'totalCount pageInfo { hasNextPage endCursor }';

/** What a public list and the search give, page by page: `id@version digest`, sorted. */
export async function readPublic(url: string): Promise<{ listed: string[]; searched: string[] }> {
  return {
    listed: await readAll(
      url,
      `query ($after: String) { list: disclosures(first: 100, after: $after, orderBy: PUBLISHED_NEWEST) { ${pageFields}
         edges { node { id version digest } } } }`,
    ),
    searched: await readAll(
      url,
      `query ($after: String) { list: search(query: "${searchWord}", first: 100, after: $after, orderBy: PUBLISHED_NEWEST) {
         ${pageFields} edges { node { id version digest } } } }`,
    ),
  };
}

async function readAll(url: string, query: string): Promise<string[]> {
  const all: string[] = [];
  for (let after: string | null = null; ; ) {
    const answer = await ask({ url: `${url}/graphql`, query, variables: { after } });
    if (answer.data === null) throw new Error(`The store did not answer: ${answer.code} ${answer.message}`);
    const { list } = found.parse(answer.data);
    all.push(...list.edges.map(({ node }) => `${node.id}@${node.version} ${node.digest}`));
    if (!list.pageInfo.hasNextPage) return all.toSorted();
    after = list.pageInfo.endCursor;
  }
}
