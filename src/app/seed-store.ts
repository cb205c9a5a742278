import { seedDemo } from '../../seeds/seed-demo.js';
import { readHead } from '../modules/ledger/read-head.js';
import type { Database } from '../platform/db/database.js';

/** Two processes that start on one empty store must not both fill it. */
const seedLock = 7_301;

/** Fills the store with the demo; with `onlyEmpty` only where nothing was ever published. */
export async function seedStore(db: Database, options: { readonly onlyEmpty: boolean }): Promise<void> {
  const client = await db.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [seedLock]);
    const { sequence } = await readHead(db);
    if (sequence === 0n || !options.onlyEmpty) await seedDemo(db);
  } finally {
    // The lock goes with its connection.
    client.release(true);
  }
}
