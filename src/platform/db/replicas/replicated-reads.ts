import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable } from '../is-unavailable.js';
import { sqlState } from '../run-transaction.js';
import type { Connection, Database } from '../database.js';
import type { Sql } from '../sql.js';
import type { PositionOf } from './position.js';
import { Replica, ReplicaLost } from './replica.js';
import { storeIdentity } from './standby-watch.js';

export interface ReplicatedReadsOptions {
  readonly replicas: readonly Connection[];
  readonly position: PositionOf;
  readonly onWarning: (message: string) => void;
  readonly onNotice: (message: string) => void;
  /** Which replica is tried first, so that many processes spread over them. */
  readonly first?: number;
}

/** In milliseconds. */
const times = {
  /** Between two looks at every replica. */
  looks: 250,
  /** What a read waits for a replica that is a little behind, before the primary answers instead. */
  behind: 50,
  /** What all reads together wait for the way back to a replica; doubled up to the longest when it is not enough. */
  wayBack: 50,
  longestWayBack: 800,
  /** How long a replica is left alone after it failed; doubled up to the longest while it fails again and again. */
  rest: 500,
  longestRest: 5_000,
} as const;

type Statement = Parameters<Sql['sql']>;

interface Candidate {
  readonly replica: Replica;
  restUntil: number;
  rest: number;
  /** Why it is not used; what was said already is not said again. */
  fault: string | null;
  looking: boolean;
}

/** SQLSTATEs by which a replica ends a read that stood in the way of replaying. */
const conflicts: ReadonlySet<string> = new Set(['40001', '40P01', '57014']);

/**
 * Reads of what is committed, from a replica as long as one is as far as `position.needed()`, else from the primary.
 *
 * At any time one server answers all reads of this process: two replicas are never equally far, and what one reader
 * has seen to be gone must not come back from an older copy. To the primary reads may go over at any moment, for
 * nothing is ahead of it. The way back is taken only when the replica has replayed all that a read on the primary
 * can have seen: new reads wait, those under way end, the end of the log is asked for, and the replica reaches it.
 */
export class ReplicatedReads implements Sql {
  #active: Candidate | undefined;
  #wayBack: Promise<void> | undefined;
  #wayBackPatience: number = times.wayBack;
  #onPrimary = 0;
  #allEnded: (() => void) | undefined;
  #activeSince = 0;
  #closed = false;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    private readonly primary: Sql,
    private readonly candidates: readonly Candidate[],
    private readonly options: ReplicatedReadsOptions,
  ) {
    this.#timer = setInterval(() => this.#lookAtAll(), times.looks);
    this.#timer.unref();
  }

  /** Looks once at every replica; none of them has to be there. */
  static async open(db: Database, options: ReplicatedReadsOptions): Promise<ReplicatedReads> {
    const [row] = await db.sql<{ store: string }>(`select ${storeIdentity} as store`);
    const poolSettings = db.pool.options;
    const all = options.replicas.map((connection) => ({
      replica: new Replica({ connection, poolSettings, position: options.position, store: row?.store ?? '' }),
      restUntil: 0,
      rest: times.rest,
      fault: null,
      looking: false,
    }));
    const first = (options.first ?? 0) % Math.max(all.length, 1);
    const reads = new ReplicatedReads(db, [...all.slice(first), ...all.slice(0, first)], options);
    await Promise.all(reads.candidates.map((candidate) => reads.#look(candidate)));
    return reads;
  }

  /** The name of the replica that answers now; null while it is the primary. */
  get inUse(): string | null {
    return this.#active?.replica.name ?? null;
  }

  async sql<Row extends object>(...statement: Statement): Promise<Row[]> {
    for (;;) {
      while (this.#wayBack !== undefined) await this.#wayBack;
      const active = this.#active;
      if (active === undefined) return this.#readPrimary(statement);
      const needed = this.options.position.needed();
      if (active.replica.reached < needed) {
        const near = await active.replica.reaches(needed, times.behind);
        // Others may have gone over to the primary meanwhile and have seen more there.
        if (this.#active !== active) continue;
        if (!near) {
          this.#leave(active, `it is behind at ${active.replica.reached} of ${needed}`);
          continue;
        }
      }
      try {
        return await active.replica.sql<Row>(...statement);
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.#leave(active, reasonOf(error));
        // What was given up here has seen nothing: it is asked again like any new read.
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#active = undefined;
    await Promise.all(this.candidates.map(({ replica }) => replica.close()));
  }

  async #readPrimary<Row extends object>(statement: Statement): Promise<Row[]> {
    this.#onPrimary += 1;
    try {
      return await this.primary.sql<Row>(...statement);
    } finally {
      this.#onPrimary -= 1;
      if (this.#onPrimary === 0) this.#allEnded?.();
    }
  }

  #leave(candidate: Candidate, reason: string): void {
    if (this.#active !== candidate) return;
    this.#active = undefined;
    // One that held out for long starts with a short rest again.
    if (performance.now() - this.#activeSince > times.longestRest) candidate.rest = times.rest;
    this.#letRest(candidate, reason);
  }

  #letRest(candidate: Candidate, reason: string): void {
    candidate.restUntil = performance.now() + candidate.rest;
    candidate.rest = Math.min(candidate.rest * 2, times.longestRest);
    if (candidate.fault === reason) return;
    candidate.fault = reason;
    this.options.onWarning(`Replica ${candidate.replica.name} is left out of reading: ${reason}.`);
  }

  #lookAtAll(): void {
    for (const candidate of this.candidates) this.#look(candidate).catch(() => undefined);
  }

  /** One that is in use is looked at each time: it may have fallen silent in the middle of a read. */
  async #look(candidate: Candidate): Promise<void> {
    const inUse = this.#active === candidate;
    if (candidate.looking || this.#closed || (!inUse && performance.now() < candidate.restUntil)) return;
    candidate.looking = true;
    try {
      await candidate.replica.look();
      if (this.#active === undefined) await this.#tryWayBack(candidate);
    } catch (error) {
      if (this.#closed) return;
      if (this.#active === candidate) this.#leave(candidate, reasonOf(error));
      else this.#letRest(candidate, reasonOf(error));
      candidate.replica.abandon();
    } finally {
      candidate.looking = false;
    }
  }

  async #tryWayBack(candidate: Candidate): Promise<void> {
    const { replica } = candidate;
    // Reads are held up only for one that was there a moment ago.
    if (replica.reached < this.options.position.needed() || !(await this.#reachesPrimary(replica))) return;
    if (this.#active !== undefined || this.#wayBack !== undefined || this.#closed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wayBack = promise;
    try {
      const patience = this.#wayBackPatience;
      const arrived = await this.#within(
        patience,
        this.#primaryAtRest().then(() => this.#reachesPrimary(replica)),
      );
      this.#wayBackPatience = arrived ? times.wayBack : Math.min(patience * 2, times.longestWayBack);
      if (!arrived)
        return this.#letRest(candidate, 'it is behind the log of the primary, or reads there take too long');
      if (this.#closed) return;
      this.#active = candidate;
      this.#activeSince = performance.now();
      candidate.fault = null;
      this.options.onNotice(`Replica ${replica.name} answers reads.`);
    } finally {
      this.#wayBack = undefined;
      resolve();
    }
  }

  /** Resolves when no read is under way on the primary. */
  async #primaryAtRest(): Promise<void> {
    if (this.#onPrimary === 0) return;
    const ended = Promise.withResolvers<void>();
    this.#allEnded = ended.resolve;
    await ended.promise;
  }

  /** Whether the replica has replayed the log of the primary as it is now; asks until then, or as long as `longestWayBack`. */
  async #reachesPrimary(replica: Replica): Promise<boolean> {
    const [row] = await this.primary
      .sql<{ end: string }>(`select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text as end`)
      .catch(() => []);
    if (row === undefined) return false;
    const end = BigInt(row.end);
    const until = performance.now() + times.longestWayBack;
    for (let pause = 1; performance.now() < until; pause = Math.min(pause * 2, 8)) {
      if ((await replica.look()) >= end) return true;
      await sleep(pause);
    }
    return false;
  }

  #within(milliseconds: number, arrival: Promise<boolean>): Promise<boolean> {
    return Promise.race([arrival, sleep(milliseconds, false, { ref: false })]);
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ReplicaLost || isUnavailable(error) || conflicts.has(sqlState(error)) || isReadTimeout(error);
}

function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
