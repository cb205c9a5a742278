import { toGlobalId } from '../../platform/graphql/global-id.js';
import { encodeCursor } from '../../platform/db/cursor.js';
import { disclosureChanges, type LedgerEntry } from '../ledger/ledger-entry.js';
import { type EntryRange, listEntries } from '../ledger/list-entries.js';
import type { Sequence } from '../ledger/sequence.js';
import { tags } from './answer-tags.js';
import { connection, pageSize } from './connection.js';
import type { PublicContext } from './public-context.js';
import type { ChangeConnectionType, ChangeType } from './types/ledger.type.js';

/**
 * A page of the change feed. A release is never cut: the page ends with the last whole sequence that fits,
 * or holds the one release that is larger than a page. `upTo` is therefore always safe to go on from.
 */
export async function listChanges(
  context: PublicContext,
  after: Sequence,
  asked: number | null | undefined,
): Promise<ChangeConnectionType> {
  const first = pageSize(asked, 100);
  context.madeFrom.add(tags.ledger);
  const found = await listEntries(context.db, { ...range(context, after), limit: first + 1 });
  const { entries, more } =
    found.length > first ? await wholeReleases(context, after, found) : { entries: found, more: false };
  const upTo = more ? (entries.at(-1)?.sequence ?? after) : context.at.sequence;
  const edges = entries.map((entry) => ({
    cursor: encodeCursor([entry.sequence.toString(), entry.ordinal], 'changes'),
    node: changeOf(entry),
  }));
  const page = connection(edges, { hasNextPage: more, hasPreviousPage: after > 0n });
  return { ...page, edges: [...page.edges], upTo: upTo > after ? upTo : after };
}

async function wholeReleases(
  context: PublicContext,
  after: Sequence,
  found: readonly LedgerEntry[],
): Promise<{ readonly entries: readonly LedgerEntry[]; readonly more: boolean }> {
  const cut = found.at(-1)?.sequence ?? after;
  const whole = found.filter((entry) => entry.sequence < cut);
  const end = found.length === 1 ? after : whole.at(-1)?.sequence;
  if (end !== undefined) return { entries: whole, more: true };
  // One release larger than the page: all of it, and it may be the last.
  const entries = await listEntries(context.db, { ...range(context, after), upTo: cut, limit: 100_000 });
  const next = await listEntries(context.db, { ...range(context, cut), limit: 1 });
  return { entries, more: next.length > 0 };
}

/** What the reader may not see leaves no trace in a page: it is as long as if it were not there. */
function range({ at, view }: PublicContext, after: Sequence): Omit<EntryRange, 'limit'> {
  return { after, upTo: at.sequence, audienceIds: view.audienceIds ?? [] };
}

function changeOf(entry: LedgerEntry): ChangeType {
  return {
    sequence: entry.sequence,
    at: entry.at,
    kind: entry.kind,
    subject: publicSubject(entry),
    version: entry.version,
    digest: entry.digest,
    disclosureId: disclosureKinds.has(entry.kind) ? entry.subject : null,
    itemCode: entry.kind === 'CATALOGUE_CHANGED' ? itemCodeOf(entry.subject) : null,
  };
}

const disclosureKinds: ReadonlySet<string> = new Set(disclosureChanges);

/** Subjects of the catalogue are `{division}/{item code}`. */
function itemCodeOf(subject: string): string {
  return subject.slice(subject.indexOf('/') + 1);
}

/** The subject under the id that the rest of the schema gives it. */
function publicSubject(entry: LedgerEntry): string {
  if (entry.kind === 'CATALOGUE_CHANGED') return toGlobalId('CatalogueItem', entry.subject);
  if (entry.kind === 'DIVISION_CHANGED') return toGlobalId('Division', entry.subject);
  return entry.subject;
}
