import { Client } from 'pg';
import type { Connection } from '../database.js';
import type { PositionOf } from './position.js';

/** What a server says of itself. */
export interface StandbyReport {
  /** The same on a primary and all its physical replicas, and nowhere else. */
  readonly store: string;
  readonly isStandby: boolean;
  /** Changes with every start of the server. */
  readonly instance: string;
  /** Up to where of the write-ahead log its readers see. */
  readonly replayed: bigint;
  readonly position: bigint;
}

/** SQL for what is the same on a primary and its physical replicas: the system's number and that of the database. */
export const storeIdentity = `(select system_identifier::text from pg_control_system()) || '/' ||
  (select oid::text from pg_database where datname = current_database())`;

/** SQL for what tells one run of a server from another, and one server from another. */
export const instanceIdentity = `extract(epoch from pg_postmaster_start_time())::text`;

/** How long an answer may take, in milliseconds: every question here is a small one. */
const patience = 500;

/**
 * A connection beside the pool over which one replica is asked how it is: slow reads that fill the pool
 * must not look like the death of the server. Questions go one at a time; any fault ends the connection.
 */
export class StandbyWatch {
  #client: Promise<Client> | undefined;
  #asking: Promise<bigint> | undefined;
  #closed = false;

  constructor(
    private readonly connection: Connection,
    private readonly position: PositionOf,
  ) {}

  async report(): Promise<StandbyReport> {
    const row = await this.#ask(
      `select ${storeIdentity} as store, pg_is_in_recovery() as standby, ${instanceIdentity} as instance,
        coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::text as replayed, (${this.position.sql})::text as position`,
    );
    return {
      store: String(row['store']),
      isStandby: row['standby'] === true,
      instance: String(row['instance']),
      replayed: BigInt(String(row['replayed'])),
      position: BigInt(String(row['position'])),
    };
  }

  /** How far the replica is; whoever asks while a question is under way shares its answer. */
  askPosition(): Promise<bigint> {
    this.#asking ??= this.#ask(`select (${this.position.sql})::text as position`)
      .then((row) => BigInt(String(row['position'])))
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  async #ask(text: string): Promise<Readonly<Record<string, unknown>>> {
    const opening = (this.#client ??= this.#open());
    try {
      const client = await opening;
      const { rows } = await client.query<Record<string, unknown>>(text);
      const [row] = rows;
      if (row === undefined) throw new Error('The server gave no answer.');
      return row;
    } catch (error) {
      if (this.#client === opening) this.#client = undefined;
      opening.then((client) => client.end()).catch(() => undefined);
      throw error;
    }
  }

  async #open(): Promise<Client> {
    if (this.#closed) throw new Error('The watch has ended.');
    const client = new Client({ ...this.connection, connectionTimeoutMillis: patience, query_timeout: patience });
    // The question that finds the connection dead tells of it.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
}
