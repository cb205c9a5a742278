import type { Database } from '../../platform/db/database.js';
import type { LedgerEntry } from './ledger-entry.js';
import { listEntries } from './list-entries.js';
import { readHead } from './read-head.js';
import type { Sequence } from './sequence.js';

/** How the resident state is made at a sequence and carried on to a later one. States are immutable. */
export interface ResidentState<State> {
  load(at: Sequence): Promise<State>;
  advance(state: State, entries: readonly LedgerEntry[], upTo: Sequence): Promise<State>;
}

export interface Resident<State> {
  readonly sequence: Sequence;
  readonly state: State;
}

const page = 1_000;
const pollMilliseconds = 500;

/**
 * What this node knows of the ledger: the newest sequence together with the resident state at exactly that sequence.
 * Told of new ones by NOTIFY, with a poll behind it; a publish on this node calls `catchUp` before it answers.
 */
export class HeadFollower<State> {
  #current: Resident<State>;
  #running: Promise<void> = Promise.resolve();
  #waiters = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  #opening: Promise<void> | undefined;
  #stopped = false;

  private constructor(
    private readonly db: Database,
    private readonly resident: ResidentState<State>,
    private readonly onError: (error: unknown) => void,
    first: Resident<State>,
  ) {
    this.#current = first;
  }

  static async start<State>(
    db: Database,
    resident: ResidentState<State>,
    onError: (error: unknown) => void,
  ): Promise<HeadFollower<State>> {
    const { sequence } = await readHead(db);
    const first = { sequence, state: await resident.load(sequence) };
    const follower = new HeadFollower(db, resident, onError, first);
    follower.#timer = setInterval(() => follower.#poll(), pollMilliseconds);
    follower.#timer.unref();
    await follower.#listen();
    return follower;
  }

  current(): Resident<State> {
    return this.#current;
  }

  /** Carries this node to the newest committed sequence; calls queue up, so states never go back. */
  catchUp(): Promise<void> {
    const next = this.#running.then(() => this.#advance());
    this.#running = next.catch(() => undefined);
    return next;
  }

  /** True once the node has reached `sequence`; false when `milliseconds` pass first. */
  async waitFor(sequence: Sequence, milliseconds: number): Promise<boolean> {
    if (this.#current.sequence >= sequence) return true;
    await this.catchUp();
    if (this.#current.sequence >= sequence) return true;
    return new Promise((resolve) => {
      const finish = (reached: boolean): void => {
        clearTimeout(timer);
        this.#waiters.delete(check);
        resolve(reached);
      };
      const check = (): void => {
        if (this.#current.sequence >= sequence) finish(true);
      };
      const timer = setTimeout(() => finish(false), milliseconds);
      this.#waiters.add(check);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#opening?.catch(() => undefined);
    this.#stopListening?.();
    await this.#running;
  }

  async #advance(): Promise<void> {
    const { sequence: upTo } = await readHead(this.db);
    const from = this.#current;
    if (upTo <= from.sequence) return;
    const entries: LedgerEntry[] = [];
    let last: { after: Sequence; afterOrdinal?: number } = { after: from.sequence };
    for (;;) {
      const next = await listEntries(this.db, { ...last, upTo, limit: page });
      entries.push(...next);
      const end = next.at(-1);
      if (end === undefined || next.length < page) break;
      last = { after: end.sequence, afterOrdinal: end.ordinal };
    }
    this.#current = { sequence: upTo, state: await this.resident.advance(from.state, entries, upTo) };
    for (const waiter of this.#waiters) waiter();
  }

  #poll(): void {
    // A notification may still be on its way when the follower stops: it must not open a new connection.
    if (this.#stopped) return;
    if (this.#stopListening === undefined) this.#listen().catch(this.onError);
    this.catchUp().catch(this.onError);
  }

  /** One attempt at a time: every connection that is opened is also the one that is given back. */
  #listen(): Promise<void> {
    this.#opening ??= this.#openListener().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openListener(): Promise<void> {
    const client = await this.db.connect();
    const forget = (): void => {
      this.#stopListening = undefined;
    };
    client.on('notification', () => this.#poll());
    // Without a listener for `error` the death of the connection would be the death of this process.
    client.on('error', forget);
    client.once('end', forget);
    this.#stopListening = () => {
      forget();
      client.release(true);
    };
    await client.query('listen ledger');
  }
}
