import type { Database } from '../../../platform/db/database.js';
import { WakeUp } from '../../../platform/turns/wake-up.js';
import { indexReleases } from './index-releases.js';
import { readIndexState } from './index-state.js';
import { askPatiently, type OpenSearchClient } from './opensearch-client.js';
import { reindex } from './reindex.js';

export interface IndexKeeper {
  /** Breaks off what it does; the next keeper begins it again. */
  stop(): Promise<void>;
}

export interface KeeperOptions {
  readonly onProgress: (disclosures: number) => void;
  readonly onFault: (error: unknown) => void;
  /** How long it rests between two looks, in milliseconds (5,000). */
  readonly pollMilliseconds?: number;
}

const patience = 5_000;
const longestRest = 300_000;
const lock = 'search.keep-index';

/**
 * Sees to it that the index exists, is full and lacks no release, whatever became of the server or of deliveries that
 * were given up. Of many workers only one fills it.
 */
export function startKeeper(db: Database, client: OpenSearchClient, options: KeeperOptions): IndexKeeper {
  const stopping = new AbortController();
  const wakeUp = new WakeUp();
  const poll = options.pollMilliseconds ?? 5_000;
  const keep = async (): Promise<void> => {
    let pause = poll;
    while (!stopping.signal.aborted) {
      try {
        await keepIndex(db, client, { onProgress: options.onProgress, signal: stopping.signal });
        pause = poll;
      } catch (error) {
        if (!stopping.signal.aborted) options.onFault(error);
        pause = Math.min(pause * 2, longestRest);
      }
      await wakeUp.rest(pause);
    }
  };
  const running = keep();
  return {
    stop: async () => {
      stopping.abort();
      wakeUp.ring();
      await running;
    },
  };
}

/** One look: fills the index where it is missing, then adds the releases that it lacks. */
export async function keepIndex(
  db: Database,
  client: OpenSearchClient,
  options: { readonly onProgress?: (disclosures: number) => void; readonly signal?: AbortSignal } = {},
): Promise<void> {
  if (!(await isUsable(db, client)))
    await alone(
      db,
      () => reindex(db, client, options),
      () => isUsable(db, client),
    );
  for (;;) {
    if (options.signal?.aborted) return;
    const { done, refused } = await db.transaction((tx) => indexReleases(tx, client));
    const [first] = refused;
    if (done === 0 && first !== undefined) {
      throw new Error(`The index refuses disclosure ${first.disclosureId}: ${first.reason}`);
    }
    if (done === 0) return;
  }
}

async function isUsable(db: Database, client: OpenSearchClient): Promise<boolean> {
  const state = await readIndexState(db);
  if (state === null || state.completeTo === null) return false;
  const { status } = await askPatiently(client, {
    method: 'HEAD',
    path: `/_alias/${state.alias}`,
    accept: [404],
    patience,
  });
  return status === 200;
}

/** Does the work unless another process does it right now or has just done it. */
async function alone(db: Database, work: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
  const client = await db.connect();
  let broken = false;
  client.on('error', () => {
    broken = true;
  });
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [lock],
    );
    if (rows[0]?.mine !== true) return;
    try {
      if (!(await isDone())) await work();
    } finally {
      if (!broken) await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [lock]);
    }
  } finally {
    client.release(broken);
  }
}
