import { installFirstOperator } from '../modules/identity/install-first-operator.js';
import { recommendedCost } from '../modules/identity/password.js';
import type { Database } from '../platform/db/database.js';
import { systemClock } from '../platform/clock/clock.js';
import { useCursorSecret } from '../platform/db/cursor.js';
import { createLogger } from '../platform/logging/logger.js';
import type { Config } from './config.js';
import { createHttp } from './create-http.js';
import { openDatabase, openStore, type StoreParts } from './open-store.js';
import type { RoleHooks } from './run-role.js';
import { seedStore } from './seed-store.js';
import { sessionSettings } from './session.js';
import { startWorker } from './worker.js';

interface Running {
  stop(): Promise<void>;
}

interface Parts {
  readonly api: boolean;
  readonly worker: boolean;
}

/** Requests and jobs in one process: what one machine needs. */
export function runServe(config: Config, hooks: RoleHooks): Promise<Running> {
  return run(config, hooks, { api: true, worker: true });
}

export function runApi(config: Config, hooks: RoleHooks): Promise<Running> {
  return run(config, hooks, { api: true, worker: false });
}

export function runWorker(config: Config, hooks: RoleHooks): Promise<Running> {
  return run(config, hooks, { api: false, worker: true });
}

/** Brings the database to the newest schema; does nothing on one that has it. */
export async function runMigrate(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  const db = await openDatabase({ config, logger });
  try {
    const done = await db.migrate();
    logger.info({ migrations: done }, 'migrated');
  } finally {
    await db.close();
  }
}

/** Fills the store with the reference data and the demo; what is there already stays as it is. */
export async function runSeed(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  const db = await openDatabase({ config, logger });
  try {
    await db.migrate();
    await seedStore(db, { onlyEmpty: false });
  } finally {
    await db.close();
  }
}

async function run(config: Config, hooks: RoleHooks, parts: Parts): Promise<Running> {
  const logger = createLogger(config.logLevel);
  const storeParts: StoreParts = { config, logger };
  const db = await openDatabase(storeParts);
  await db.migrate();
  if (config.seedDemo) await seedStore(db, { onlyEmpty: true });
  await installOperator(db, config);
  const store = await openStore(storeParts, db);
  const session = sessionSettings(config, recommendedCost);
  useCursorSecret(session.secret);
  const server = parts.api ? await createHttp(store, session) : null;
  const worker = parts.worker ? startWorker(store) : null;
  if (server !== null) await server.listen({ host: config.host, port: config.port });
  logger.info({ url: config.publicUrl, at: systemClock.now() }, 'ready');
  if (server !== null) process.stderr.write(`同源: ${config.publicUrl} 已就绪 · ready\n`);
  hooks.ready();
  return {
    stop: async () => {
      await server?.close();
      await worker?.stop();
      await store.close();
    },
  };
}

async function installOperator(db: Database, { firstOperator }: Config): Promise<void> {
  if (firstOperator === undefined) return;
  await db.transaction((tx) => installFirstOperator(tx, { ...firstOperator, passwordCost: recommendedCost }));
}
