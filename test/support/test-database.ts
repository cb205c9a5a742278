import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { seedDemo } from '../../seeds/seed-demo.js';
import type { Database } from '../../src/platform/db/database.js';
import { type OpenOptions, openDatabase } from './open-database.js';
import { demoTemplate, emptyTemplate } from './templates.js';

/** Held while a template is copied or made: PostgreSQL refuses to copy a database that somebody else is copying. */
const templateLock = 7;

/**
 * A clone of the migrated, empty template for one test file, dropped after it.
 * Call at the top of a file: `const db = await testDatabase()`.
 */
export function testDatabase(options: OpenOptions = {}): Promise<Database> {
  return cloneOf(emptyTemplate, options);
}

/** A clone of the demo city for one test file. The first file of a run that asks for it makes it. */
export function demoDatabase(options: OpenOptions = {}): Promise<Database> {
  return cloneOf(demoTemplate, options);
}

async function cloneOf(template: string, options: OpenOptions): Promise<Database> {
  const server = inject('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const root = await openDatabase({ ...server, database: 'postgres' }, { poolSize: 1 });
  await root.sql('select pg_advisory_lock($1)', [templateLock]);
  if (template === demoTemplate) await makeDemoTemplate(root);
  await root.sql(`create database ${name} template ${template}`);
  await root.sql('select pg_advisory_unlock($1)', [templateLock]);
  const db = await openDatabase({ ...server, database: name }, options);
  afterAll(async () => {
    await db.close();
    await root.sql(`drop database ${name} with (force)`);
    await root.close();
  });
  return db;
}

async function makeDemoTemplate(root: Database): Promise<void> {
  const [made] = await root.sql('select 1 from pg_database where datname = $1', [demoTemplate]);
  if (made !== undefined) return;
  const building = `${demoTemplate}_building`;
  await root.sql(`drop database if exists ${building} with (force)`);
  await root.sql(`create database ${building} template ${emptyTemplate}`);
  const db = await openDatabase({ ...inject('postgres'), database: building });
  await seedDemo(db, { passwordCost: { memoryCost: 1_024, timeCost: 1, parallelism: 1 } });
  await db.close();
  await root.sql(`alter database ${building} rename to ${demoTemplate}`);
}
