import type { PoolClient } from 'pg';
import type { Database } from '../db/database.js';

/** Hears NOTIFY on one channel with a connection of its own; `ensure` listens again after that connection died. */
export class Listener {
  #client: PoolClient | undefined;
  #opening: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly channel: string,
    private readonly onNotify: () => void,
  ) {}

  /** Listens unless it does so already. Rejects while the database cannot be reached: call again later. */
  ensure(): Promise<void> {
    if (this.#client !== undefined) return Promise.resolve();
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    this.#client?.release(true);
    this.#client = undefined;
  }

  async #open(): Promise<void> {
    const client = await this.db.connect();
    const forget = (): void => {
      if (this.#client === client) this.#client = undefined;
    };
    // Without a listener for `error` the death of the server would be the death of this process.
    client.on('error', forget);
    client.once('end', forget);
    client.on('notification', () => this.onNotify());
    try {
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
    // What came while nobody listened.
    this.onNotify();
  }
}
