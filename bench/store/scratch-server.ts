import { acquireOwnerLock } from '../../src/platform/embedded/owner-lock.js';
import { type Embedded, startEmbedded } from '../../src/platform/embedded/start-embedded.js';
import { entities } from '../../src/app/entities.js';
import { migrations } from '../../src/app/migrations.js';
import { systemClock } from '../../src/platform/clock/clock.js';
import { type Connection, Database } from '../../src/platform/db/database.js';
import { randomIds } from '../../src/platform/ids/id-source.js';

/** A PostgreSQL of the bench's own, with the product's settings but for more memory and counted statements. */
export interface ScratchServer {
  readonly connection: Embedded['connection'];
  /** For `pg` and for the product's DATABASE_URL. */
  urlOf(database: string): string;
  open(database: string): Promise<Database>;
  stop(): Promise<void>;
}

const settings = {
  shared_preload_libraries: 'pg_stat_statements',
  max_connections: '120',
  shared_buffers: '512MB',
  maintenance_work_mem: '512MB',
};

export async function startScratchServer(dataDir: string): Promise<ScratchServer> {
  const lock = await acquireOwnerLock(dataDir, 'bench');
  const embedded = await startEmbedded({ dataDir, settings }).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const { connection } = embedded;
  return {
    connection,
    urlOf: (database) => {
      const url = new URL(embedded.databaseUrl);
      url.pathname = `/${database}`;
      return url.href;
    },
    open: (database) => openDatabase({ ...connection, database }),
    stop: async () => {
      await embedded.stop();
      lock.release();
    },
  };
}

export function openDatabase(connection: Connection): Promise<Database> {
  return Database.open({
    connection,
    poolSize: 10,
    entities,
    migrations,
    clock: systemClock,
    ids: randomIds,
    onWarning: (message) => process.stderr.write(`${message}\n`),
  });
}

/** The mark of a store that was filled to its end; one without it is made anew. */
const complete = 'bench store, complete, layout 1';

/** Fills a database once; a later run finds it as it was left, but for what migrations came since. `fill` gets a migrated, empty one. */
export async function keptDatabase(
  server: ScratchServer,
  name: string,
  fill: (db: Database) => Promise<void>,
): Promise<Database> {
  const root = await server.open('postgres');
  try {
    const [found] = await root.sql<{ mark: string | null }>(
      `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
      [name],
    );
    if (found?.mark === complete) {
      const kept = await server.open(name);
      await kept.migrate();
      return kept;
    }
    await root.sql(`drop database if exists ${name} with (force)`);
    await root.sql(`create database ${name}`);
    const db = await server.open(name);
    await db.sql('create extension pg_stat_statements');
    await db.migrate();
    await fill(db);
    await root.sql(`comment on database ${name} is '${complete}'`);
    return db;
  } finally {
    await root.close();
  }
}
