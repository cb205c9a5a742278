import type { Tx } from '../../../platform/db/tx.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { Sequence } from '../../ledger/sequence.js';
import { findIndexSources } from '../../publication/find-index-sources.js';
import { findTouchedDisclosures } from '../../publication/find-touched-disclosures.js';
import { bulkWrite, refresh, type RefusedItem } from './bulk-write.js';
import { indexDocument } from './index-document.js';
import { listMissing, readIndexState, recordIndexed } from './index-state.js';
import type { OpenSearchClient } from './opensearch-client.js';

const mostSequences = 200;
export const mostDisclosures = 100;

export interface IndexedReleases {
  /** How many sequences can be found now that could not before. */
  readonly done: number;
  readonly refused: readonly RefusedItem[];
}

/**
 * Indexes the earliest releases that are missing, many in one go, as each go costs the same; with `wanted`, that one is
 * among them. A release with a disclosure that the index refuses stays missing, the others do not wait for it.
 * Does nothing on an index that was not yet filled: whoever fills it goes on from there.
 */
export async function indexReleases(
  tx: Tx,
  client: OpenSearchClient,
  wanted: Sequence | null = null,
): Promise<IndexedReleases> {
  const nothing = { done: 0, refused: [] };
  const state = await readIndexState(tx);
  if (state === null || state.completeTo === null) return nothing;
  const { alias, completeTo } = state;
  if (wanted !== null && wanted <= completeTo) return nothing;
  const missing = await listMissing(tx, { alias, completeTo }, { limit: mostSequences, wanted });
  if (missing.length === 0 || (wanted !== null && !missing.includes(wanted))) return nothing;

  const touched = await findTouchedDisclosures(tx, missing);
  const ids = [...new Set([...touched.values()].flatMap((some) => [...some]))];
  const refused: RefusedItem[] = [];
  for (let from = 0; from < ids.length; from += mostDisclosures) {
    refused.push(...(await indexDisclosures(tx, { client, alias }, ids.slice(from, from + mostDisclosures))));
  }
  if (ids.length > 0) await refresh(client, alias);

  const poison = new Set(refused.map((item) => item.disclosureId));
  const done = missing.filter((sequence) => ![...(touched.get(sequence) ?? [])].some((id) => poison.has(id)));
  await recordIndexed(tx, alias, done);
  const bad = wanted === null ? undefined : refused.find((item) => touched.get(wanted)?.has(item.disclosureId));
  if (bad !== undefined) throw new Error(`The index refuses disclosure ${bad.disclosureId}: ${bad.reason}`);
  return { done: done.length, refused };
}

/** Writes what the store says now of the disclosures. */
export async function indexDisclosures(
  db: Sql,
  { client, alias }: { readonly client: OpenSearchClient; readonly alias: string },
  ids: readonly string[],
): Promise<RefusedItem[]> {
  return bulkWrite(client, alias, (await findIndexSources(db, ids)).map(indexDocument));
}
