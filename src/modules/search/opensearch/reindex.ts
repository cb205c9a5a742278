import type { Database } from '../../../platform/db/database.js';
import { readHead } from '../../ledger/read-head.js';
import { listDisclosureIds } from '../../publication/list-disclosure-ids.js';
import { refresh } from './bulk-write.js';
import { indexBehind, indexDefinition } from './index-layout.js';
import { indexDisclosures, mostDisclosures } from './index-releases.js';
import { recordFilled, replaceIndex } from './index-state.js';
import { askPatiently, type OpenSearchClient } from './opensearch-client.js';

export interface ReindexOptions {
  /** Told now and then how many disclosures are in the index. */
  readonly onProgress?: (disclosures: number) => void;
  readonly signal?: AbortSignal;
}

const patience = 30_000;
const progressEvery = 5_000;

/**
 * Makes a new index and fills it from the store while releases go on; searches are answered by the store until it is
 * full. What is released meanwhile is behind `completeTo` then, and is indexed like any other release.
 */
export async function reindex(db: Database, client: OpenSearchClient, options: ReindexOptions = {}): Promise<void> {
  const { alias, before } = await db.transaction((tx) => replaceIndex(tx));
  for (const old of before) await removeIndex(client, old);
  await askPatiently(client, {
    method: 'PUT',
    path: `/${indexBehind(alias)}`,
    body: { ...indexDefinition, aliases: { [alias]: {} } },
    patience,
  });
  // Read after the new index took its place: whatever was recorded for the one before is not behind this head.
  const { sequence } = await readHead(db);
  let after: string | null = null;
  let count = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const ids: string[] = await listDisclosureIds(db, { after, limit: mostDisclosures });
    const [refused] = await indexDisclosures(db, { client, alias }, ids);
    if (refused !== undefined) {
      throw new Error(`The index refuses disclosure ${refused.disclosureId}: ${refused.reason}`);
    }
    count += ids.length;
    if (count % progressEvery === 0) options.onProgress?.(count);
    after = ids.at(-1) ?? null;
    if (ids.length < mostDisclosures) break;
  }
  await refresh(client, alias);
  await recordFilled(db, alias, sequence);
  options.onProgress?.(count);
}

async function removeIndex(client: OpenSearchClient, alias: string): Promise<void> {
  const { body } = await askPatiently(client, { method: 'GET', path: `/_alias/${alias}`, accept: [404], patience });
  // One that was lost with its server, or that an earlier layout made under another name: ask for what is there.
  const names = body !== null && typeof body === 'object' && !('error' in body) ? Object.keys(body) : [];
  for (const name of names) {
    await askPatiently(client, { method: 'DELETE', path: `/${name}`, accept: [404], patience });
  }
}
