import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../db/database.js';
import { superuser } from './server-env.js';
import { makeDataDir, placeCluster } from './place-cluster.js';
import { findBinaries } from './postgres-binaries.js';
import {
  adoptPostmaster,
  connectTo,
  type Postmaster,
  type SpawnOptions,
  spawnPostmaster,
  stopPostmaster,
} from './postmaster.js';
import type { Endpoint } from './pid-file.js';
import { chooseAccount } from './server-account.js';
import { makeSocketDir } from './socket-dir.js';

/** What happens to the server, for the one who tells the operator. */
export type EmbeddedEvent =
  | { readonly kind: 'preparing'; readonly clusterDir: string }
  | { readonly kind: 'ready'; readonly clusterDir: string; readonly adopted: boolean; readonly created: boolean }
  | { readonly kind: 'lost' }
  | { readonly kind: 'back' }
  | { readonly kind: 'retry'; readonly reason: string };

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly onEvent?: (event: EmbeddedEvent) => void;
  /** Server settings beyond the usual ones, such as `fsync: 'off'` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Embedded {
  /** For libpq and `pg`; the socket folder is in `?host=`. */
  readonly databaseUrl: string;
  /** For what reads URLs by hand, such as MikroORM's clientUrl. */
  readonly connection: Connection & {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** Fast by default; `immediate` does not even wait for a checkpoint. */
  stop(options?: { readonly immediate?: boolean }): Promise<void>;
}

export const databaseName = 'tongyuan';
// After kill -9 of the server its old workers go first; a recovery may take its time as well.
const firstStartPatience = 60_000;

/**
 * Starts or adopts the PostgreSQL of a data folder and keeps it running until `stop`.
 * The caller holds the owner's lock of that folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const onEvent = options.onEvent ?? (() => undefined);
  const dataDir = makeDataDir(options.dataDir);
  const account = chooseAccount(join(dataDir, 'postgres'));
  const binaries = findBinaries(account);
  onEvent({ kind: 'preparing', clusterDir: join(dataDir, 'postgres') });
  const { clusterDir, created } = await placeCluster(dataDir, binaries, account);
  const spawning = {
    postgres: binaries.postgres,
    clusterDir,
    account,
    logFile: join(dataDir, 'postgres.log'),
    settings: options.settings,
  };
  const left = await adoptPostmaster(clusterDir);
  const endpoint = left?.endpoint ?? (await freeEndpoint(dataDir, account));
  const server = left ?? (await startWithin(firstStartPatience, { ...spawning, endpoint }, onEvent));
  await createDatabase(endpoint);
  onEvent({ kind: 'ready', clusterDir, adopted: server.adopted, created });
  return {
    ...describe(endpoint),
    stop: keepRunning(server, { ...spawning, endpoint }, onEvent),
  };
}

/** Returns the function that stops the keeping and the server. */
function keepRunning(
  first: Postmaster,
  spawning: SpawnOptions,
  onEvent: (event: EmbeddedEvent) => void,
): Embedded['stop'] {
  let stopping = false;
  let server = first;
  const kept = (async () => {
    while (!stopping) {
      await server.exited;
      if (stopping) return;
      onEvent({ kind: 'lost' });
      server = await startWithin(Number.POSITIVE_INFINITY, spawning, onEvent, () => stopping);
      if (stopping) await stopPostmaster(server);
      else onEvent({ kind: 'back' });
    }
  })();
  kept.catch(() => undefined);
  return async ({ immediate = false } = {}) => {
    stopping = true;
    await stopPostmaster(server, immediate);
    await kept.catch(() => undefined);
  };
}

async function startWithin(
  patience: number,
  spawning: SpawnOptions,
  onEvent: (event: EmbeddedEvent) => void,
  givenUp: () => boolean = () => false,
): Promise<Postmaster> {
  const began = performance.now();
  for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      return (await adoptPostmaster(spawning.clusterDir)) ?? (await spawnPostmaster(spawning));
    } catch (error) {
      if (givenUp() || performance.now() - began > patience) throw error;
      onEvent({ kind: 'retry', reason: error instanceof Error ? error.message : String(error) });
      await sleep(pause);
    }
  }
}

async function createDatabase(endpoint: Endpoint): Promise<void> {
  const client = await connectTo(endpoint, 'postgres');
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

function describe({ host, port }: Endpoint): Pick<Embedded, 'databaseUrl' | 'connection'> {
  const where = host.startsWith('/')
    ? `localhost:${port}/${databaseName}?host=${encodeURIComponent(host)}`
    : `${host}:${port}/${databaseName}`;
  return {
    databaseUrl: `postgresql://${superuser}@${where}`,
    connection: { host, port, user: superuser, database: databaseName },
  };
}

async function freeEndpoint(dataDir: string, account: ReturnType<typeof chooseAccount>): Promise<Endpoint> {
  if (process.platform !== 'win32') return { host: makeSocketDir(dataDir, account), port: 5432 };
  const trial = createServer().listen(0, '127.0.0.1');
  await once(trial, 'listening');
  const address = trial.address();
  trial.close();
  await once(trial, 'close');
  return { host: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 55_432 };
}
