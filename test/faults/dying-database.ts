import { setImmediate as turn } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Clock } from '../../src/platform/clock/clock.js';
import type { Connection } from '../../src/platform/db/database.js';
import type { Database } from '../../src/platform/db/database.js';
import { randomIds } from '../../src/platform/ids/id-source.js';
import { openDatabase } from '../support/open-database.js';

export interface Dying {
  readonly db: Database;
  /** Resolves when it is dead. Nothing that was waiting for an answer ever goes on. */
  readonly death: Promise<void>;
  /** How many statements were asked for. */
  statements(): number;
  bury(): Promise<void>;
}

/**
 * A process as its database sees it, which ends at its n-th statement: the connections break in that instant, either
 * before the words leave or when they have left, and whoever waited for an answer waits for ever.
 */
export async function dyingDatabase(
  connection: Connection,
  life: {
    readonly clock: Clock;
    readonly dieAt: number;
    readonly moment: 'before the words leave' | 'when they have left';
  },
): Promise<Dying> {
  const db = await openDatabase(connection, { clock: life.clock, ids: randomIds, poolSize: 3 });
  let count = 0;
  let dead = (): void => undefined;
  const death = new Promise<void>((resolve) => {
    dead = resolve;
  });
  const clients = new Set<PoolClient>();
  const breakAll = (): void => {
    for (const client of clients) socketOf(client).destroy();
    dead();
  };
  const never = new Promise<never>(() => undefined);

  db.pool.on('acquire', (client) => {
    if (clients.has(client)) return;
    clients.add(client);
    client.on('error', () => undefined);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Reflect.set(client, 'query', (...args: unknown[]): unknown => {
      count += 1;
      if (count < life.dieAt) return query(...args);
      if (count === life.dieAt) {
        if (life.moment === 'when they have left') {
          Promise.resolve(query(...args)).catch(() => undefined);
          void turn().then(breakAll);
        } else breakAll();
      }
      return never;
    });
  });
  return {
    db,
    death,
    statements: () => count,
    bury: async () => {
      for (const client of clients) socketOf(client).destroy();
      await Promise.race([db.close().catch(() => undefined), turn()]);
    },
  };
}

function socketOf(client: PoolClient): { destroy(): void } {
  const connection: unknown = Reflect.get(client, 'connection');
  return Reflect.get(Object(connection), 'stream') as { destroy(): void };
}
