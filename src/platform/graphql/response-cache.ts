import { LRUCache } from 'lru-cache';
import type { ChangeLog } from '../cache/change-log.js';

/** An answer as it was made: `before` + the point it was read at + `after` are its bytes. */
export interface KeptAnswer {
  readonly before: string;
  readonly after: string;
  /** Those three together. */
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly etag: string;
  /** Everything the answer was made from. */
  readonly tags: readonly string[];
  readonly point: bigint;
  /** In milliseconds of the process's own clock. */
  readonly madeAt: number;
}

interface Entry extends Omit<KeptAnswer, 'bytes'> {
  /** The newest point at which it was seen to hold, and its bytes there. */
  holdsAt: bigint;
  bytes: Buffer;
}

export interface FreshAnswer {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly contentType: string;
  /** Seconds. */
  readonly age: number;
  readonly point: bigint;
}

const longestKey = 8_192;
const longestAnswer = 1_048_576;

/**
 * Finished answers by the bytes that asked for them. Nothing is ever taken out by hand: an answer is given while
 * nothing it was made from has changed since, so one that was read before a change and kept after it is never given.
 * It is then as true at the newest point as where it was read, and says so.
 */
export class ResponseCache {
  readonly #kept: LRUCache<string, Entry>;
  readonly #making = new Map<string, { readonly point: bigint; readonly done: Promise<void> }>();

  constructor(
    private readonly log: ChangeLog,
    private readonly now: () => bigint,
    megabytes: number,
  ) {
    this.#kept = new LRUCache({
      maxSize: megabytes * 1_048_576,
      sizeCalculation: ({ before, tags }, key) => (before.length * 2 + key.length) * 2 + tags.length * 100 + 500,
    });
  }

  find(key: string): FreshAnswer | undefined {
    const entry = this.#kept.get(key);
    if (entry === undefined) return undefined;
    const point = this.now();
    if (entry.holdsAt !== point) {
      if (!this.log.isCurrent(entry.tags, entry.point)) {
        this.#kept.delete(key);
        return undefined;
      }
      entry.holdsAt = point;
      entry.bytes = bytesAt(entry, point);
    }
    const { bytes, etag, contentType } = entry;
    return { bytes, etag, contentType, age: Math.floor((performance.now() - entry.madeAt) / 1_000), point };
  }

  keep(key: string, answer: Omit<KeptAnswer, 'madeAt'>): void {
    if (key.length > longestKey || answer.before.length > longestAnswer) return;
    const madeAt = performance.now();
    this.#kept.set(key, { ...answer, madeAt, holdsAt: answer.point });
  }

  /**
   * Makes an answer that nobody is making yet at this point; who comes meanwhile waits for it and looks again.
   * Resolves with what `make` gave, or undefined for those who waited.
   */
  async once<Made>(key: string, make: () => Promise<Made>): Promise<Made | undefined> {
    const point = this.now();
    const making = this.#making.get(key);
    if (making?.point === point) {
      await making.done;
      return undefined;
    }
    const made = make();
    const done = made.then(
      () => undefined,
      () => undefined,
    );
    const entry = { point, done };
    this.#making.set(key, entry);
    try {
      return await made;
    } finally {
      if (this.#making.get(key) === entry) this.#making.delete(key);
    }
  }
}

function bytesAt({ before, after }: Pick<KeptAnswer, 'before' | 'after'>, point: bigint): Buffer {
  return Buffer.from(before + point.toString() + after);
}
