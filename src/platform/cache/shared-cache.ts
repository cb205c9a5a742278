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
  return {
    get: (key) => withinPatience(keyv.get(key), undefined, warn),
    set: async (key, value, options) => {
      const life = Math.min(options?.ttl ?? longestLife, longestLife);
      await withinPatience(keyv.set(key, value, life * 1_000), false, warn);
    },
    delete: (key) => withinPatience(keyv.delete(key), false, warn),
    close: async () => {
      await withinPatience(keyv.disconnect(), undefined, warn);
    },
  };
}

async function withinPatience<Value>(
  work: Promise<Value>,
  otherwise: Value,
  warn: (error: unknown) => void,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => {
      warn(new Error(`no answer within ${patience} ms`));
      resolve(otherwise);
    }, patience);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    warn(error);
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
