import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import type { Database } from '../../src/platform/db/database.js';
import { type OpenOptions, openDatabase } from './open-database.js';

const templateName = 'tongyuan_template';

/**
 * A clone of the migrated template for one test file, dropped after it.
 * Call at the top of a `describe` or file: `const db = await testDatabase()`.
 */
export async function testDatabase(options: OpenOptions = {}): Promise<Database> {
  const server = inject('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const root = await openDatabase({ ...server, database: 'postgres' }, { poolSize: 1 });
  await root.sql('select pg_advisory_lock(7)');
  await root.sql(`create database ${name} template ${templateName}`);
  await root.sql('select pg_advisory_unlock(7)');
  const db = await openDatabase({ ...server, database: name }, options);
  afterAll(async () => {
    await db.close();
    await root.sql(`drop database ${name} with (force)`);
    await root.close();
  });
  return db;
}
