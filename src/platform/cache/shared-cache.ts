import KeyvRedis from '@keyv/redis';
import { Keyv } from 'keyv';

/** What the GraphQL servers keep for a while: texts of persisted queries. Times in seconds. */
export interface SharedCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, options?: { readonly ttl?: number | null }): Promise<void>;
  delete(key: string): Promise<boolean>;
  close(): Promise<void>;
}

/** No answer waits longer than this for the cache, in milliseconds: a miss is always right. */
const patience = 100;
/** After it was waited for in vain nobody else waits, and nothing piles up, for so many milliseconds. */
const rest = 1_000;
const longestLife = 86_400;

/** A cache that all nodes share through Redis. While Redis is away or slow every look-up is a miss. */
export function openSharedCache(url: string, onWarning: (message: string) => void): SharedCache {
  const store = new KeyvRedis(url, { connectionTimeout: 500, throwOnConnectError: false, throwOnErrors: false });
  const keyv = new Keyv<string>({ store, namespace: 'tongyuan', useKeyPrefix: false });
  let warnedAt = Number.NEGATIVE_INFINITY;
  const warn = (error: unknown): void => {
    const now = performance.now();
    if (now - warnedAt < 10_000) return;
    warnedAt = now;
    onWarning(`The cache in Redis does not answer: ${error instanceof Error ? error.message : String(error)}`);
  };
  // Without a listener one lost connection would end the process.
  keyv.on('error', warn);
  store.client.on('error', warn);
  let restsUntil = Number.NEGATIVE_INFINITY;
  const late = (): void => {
    restsUntil = performance.now() + rest;
    warn(new Error(`no answer within ${patience} ms`));
  };
  const asking = async <Value>(ask: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    if (performance.now() < restsUntil) return otherwise;
    return withinPatience(ask(), otherwise, { late, failed: warn });
  };
  return {
    get: (key) => asking(() => keyv.get(key), undefined),
    set: async (key, value, options) => {
      const life = Math.min(options?.ttl ?? longestLife, longestLife);
      await asking(() => keyv.set(key, value, life * 1_000), false);
    },
    delete: (key) => asking(() => keyv.delete(key), false),
    close: async () => {
      await withinPatience(keyv.disconnect(), undefined, { late, failed: warn });
    },
  };
}

async function withinPatience<Value>(
  work: Promise<Value>,
  otherwise: Value,
  told: { readonly late: () => void; readonly failed: (error: unknown) => void },
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<Value>((resolve) => {
    timer = setTimeout(() => {
      told.late();
      resolve(otherwise);
    }, patience);
  });
  try {
    return await Promise.race([work, impatience]);
  } catch (error) {
    told.failed(error);
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
