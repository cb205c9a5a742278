import type { Tx } from '../../platform/db/tx.js';
import type { Directory } from './directory.js';
import { loadDirectory } from './load-directory.js';
import { newest } from './select-directory.js';

/**
 * The directory as it stands now, held still until the transaction ends. Changes of the directory are rare and look
 * at one another (a parent, a slug, a chain of successors), so they go one at a time; readers never wait.
 */
export async function lockDirectory(tx: Tx): Promise<Directory> {
  await tx.sql(`select pg_advisory_xact_lock(hashtextextended('jurisdictions.directory', 0))`);
  return loadDirectory(tx, newest);
}
