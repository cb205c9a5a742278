import Keyv from 'keyv';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Database } from '../../../platform/db/database.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { type ConsumerKey, keyColumns, type KeyRow, toConsumerKey } from './consumer-key.js';
import { isSecretOf, readKey } from './key-text.js';

export interface ConsumerDirectoryParts {
  readonly db: Database;
  readonly clock: Clock;
  /** Keys of the demo data are refused in production. */
  readonly mode: 'demo' | 'production';
  readonly onWarning: (message: string) => void;
}

interface Known {
  readonly key: ConsumerKey;
  readonly secretHash: string;
  /** On the clock that nobody sets: on the other one a revoked key would live longer whenever it is set back. */
  readonly lookedAt: number;
  /** Whether this node has written down already that it is in use. */
  useNoted: boolean;
}

/** In milliseconds: how long a node may go on with what it knows of a key, and so how soon a revocation counts. */
const remembered = 1_000;
const useCountedEvery = 60_000;

/** Whose key a request carries. What is known of a key is kept for a second, so that reads cost no statement each. */
export class ConsumerDirectory {
  // Only keys that exist are kept, so their number bounds it.
  readonly #known = new Keyv<Known>({ ttl: remembered, serialize: undefined, deserialize: undefined });

  constructor(private readonly parts: ConsumerDirectoryParts) {}

  /** Null without an `Authorization` header. Error: UNAUTHENTICATED, alike for every other header that is not a good key. */
  async authenticate(header: string | undefined): Promise<ConsumerKey | null> {
    if (header === undefined) return null;
    const parts = readKey(/^Bearer ([\w-]+)$/i.exec(header)?.[1] ?? '');
    if (parts === null) throw unauthenticated();
    const kept = await this.#known.get(parts.prefix);
    const isFresh = kept !== undefined && performance.now() - kept.lookedAt < remembered;
    const known = isFresh ? kept : await this.#look(parts.prefix);
    if (known === null || !isSecretOf(parts.secret, known.secretHash) || !this.#counts(known.key)) {
      throw unauthenticated();
    }
    this.#noteUse(known);
    return known.key;
  }

  #counts({ demo, expiresAt, revokedAt }: ConsumerKey): boolean {
    return revokedAt === null && expiresAt > this.parts.clock.now() && !(demo && this.parts.mode === 'production');
  }

  async #look(prefix: string): Promise<Known | null> {
    const lookedAt = performance.now();
    const [row] = await this.parts.db.sql<KeyRow & { secretHash: string }>(
      `select ${keyColumns}, secret_hash as "secretHash" from consumer_key where prefix = $1`,
      [prefix],
    );
    if (row === undefined) return null;
    const { secretHash, ...key } = row;
    const known = { key: toConsumerKey(key), secretHash, lookedAt, useNoted: false };
    await this.#known.set(prefix, known);
    return known;
  }

  /** Nobody waits for it: a read is answered whether or not its use can be written down. */
  #noteUse(known: Known): void {
    if (known.useNoted) return;
    known.useNoted = true;
    const { id, lastUsedAt } = known.key;
    const now = this.parts.clock.now();
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < useCountedEvery) return;
    this.parts.db
      .sql(
        `update consumer_key set last_used_at = $2
         where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
        [id, now],
      )
      .catch((error: unknown) => this.parts.onWarning(`The use of a key was not noted: ${String(error)}`));
  }
}

function unauthenticated(): AppError {
  return new AppError('UNAUTHENTICATED', 'The key is missing its form, unknown, expired or revoked.');
}
