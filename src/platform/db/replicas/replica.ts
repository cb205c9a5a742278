import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientBase, Pool, type PoolConfig } from 'pg';
import type { Connection } from '../database.js';
import { guardPool } from '../guard-pool.js';
import type { Sql } from '../sql.js';
import { StatementNames } from '../statement-names.js';
import type { PositionOf } from './position.js';
import { instanceIdentity, StandbyWatch } from './standby-watch.js';

export interface ReplicaParts {
  readonly connection: Connection;
  /** The settings of the primary's pool: rows must come out alike. */
  readonly poolSettings: PoolConfig;
  readonly position: PositionOf;
  /** What `storeIdentity` is on the primary. */
  readonly store: string;
}

/** The end of what a read may take; one that runs on a server that fell silent ends by it. */
const longestRead = 30_000;

/** A read that was given up because its server does not answer any more. */
export class ReplicaLost extends Error {}

/** One server that follows the primary. It says how far it is and reads; whether to use it is for others to decide. */
export class Replica implements Sql {
  /** For people. */
  readonly name: string;
  readonly #watch: StandbyWatch;
  readonly #names = new StatementNames();
  #pool: Pool | undefined;
  #instance = '';
  /** At least this far: a replica never goes back while it runs. */
  #reached = -1n;
  readonly #reading = new Set<(error: Error) => void>();

  constructor(private readonly parts: ReplicaParts) {
    const { host, port, database } = parts.connection;
    this.name = `${host}:${port}/${database}`;
    this.#watch = new StandbyWatch(parts.connection, parts.position);
  }

  /** At least as far as this, by the last answer. */
  get reached(): bigint {
    return this.#reached;
  }

  /** Throws, with the reason, where it may not be read from. Returns up to where of the log it has replayed. */
  async look(): Promise<bigint> {
    const report = await this.#watch.report();
    if (report.store !== this.parts.store) throw new Error('it is another database, no copy of the primary');
    if (!report.isStandby) throw new Error('it is no replica: it takes writes of its own');
    // Started anew it may show less than before, until it has replayed that again.
    if (this.#instance !== '' && report.instance !== this.#instance) throw new Error('its server was started anew');
    this.#instance = report.instance;
    this.#reached = report.position;
    return report.replayed;
  }

  /** Whether it is this far, or is so within `patience` milliseconds. */
  async reaches(needed: bigint, patience: number): Promise<boolean> {
    if (this.#reached >= needed) return true;
    const until = performance.now() + patience;
    for (let pause = 1; ; pause = Math.min(pause * 2, 8)) {
      const left = Math.max(until - performance.now(), 1);
      const found = await Promise.race([
        this.#watch.askPosition().catch(() => null),
        sleep(left, 'late' as const, { ref: false }),
      ]);
      if (typeof found === 'bigint' && found > this.#reached) this.#reached = found;
      if (this.#reached >= needed) return true;
      if (typeof found !== 'bigint' || performance.now() + pause > until) return false;
      await sleep(pause);
    }
  }

  sql<Row extends object>(...statement: Parameters<Sql['sql']>): Promise<Row[]> {
    this.#pool ??= this.#openPool(this.#instance);
    const result = this.#pool.query<Row>(this.#names.statement(...statement));
    return new Promise((resolve, reject) => {
      this.#reading.add(reject);
      result.then(
        ({ rows }) => {
          this.#reading.delete(reject);
          resolve(rows);
        },
        (error: Error) => {
          this.#reading.delete(reject);
          reject(error);
        },
      );
    });
  }

  /** Gives up what is being read, and all that was known of it. */
  abandon(): void {
    this.#endPool('it was given up');
    this.#instance = '';
  }

  async close(): Promise<void> {
    this.#endPool('the process stops');
    await this.#watch.close();
  }

  #endPool(reason: string): void {
    const pool = this.#pool;
    this.#pool = undefined;
    this.#reached = -1n;
    // Connections that never answer end by the limit of their reads.
    pool?.end().catch(() => undefined);
    for (const reject of this.#reading) reject(new ReplicaLost(`Replica ${this.name}: ${reason}.`));
    this.#reading.clear();
  }

  #openPool(instance: string): Pool {
    const { poolSettings, connection } = this.parts;
    const pool = new Pool({
      ...poolSettings,
      host: connection.host,
      port: connection.port,
      user: connection.user,
      password: connection.password,
      database: connection.database,
      ssl: connection.ssl,
      query_timeout: longestRead,
      // Behind one name there may be many servers; how far one of them is says nothing about another.
      verify: (client, done) => void checkInstance(client, { instance, done }),
    });
    pool.on('error', () => undefined);
    guardPool(pool, () => undefined);
    return pool;
  }
}

async function checkInstance(
  client: ClientBase,
  { instance, done }: { readonly instance: string; readonly done: (fault?: Error) => void },
): Promise<void> {
  try {
    const { rows } = await client.query<{ instance: string }>(`select ${instanceIdentity} as instance`);
    if (rows[0]?.instance === instance) return done();
    done(new ReplicaLost('the server was started anew, or the name stands for several'));
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}
