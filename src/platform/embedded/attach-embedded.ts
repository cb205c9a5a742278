import { join } from 'node:path';
import type { Connection } from '../db/database.js';
import { hasCluster } from './init-cluster.js';
import { findPostmaster } from './postmaster.js';
import { superuser } from './server-env.js';
import { databaseName } from './start-embedded.js';

/** Whether a data folder has a database yet. */
export function hasEmbedded(dataDir: string): boolean {
  return hasCluster(join(dataDir, 'postgres'));
}

/** The database that the owner of a data folder keeps running, for one client more; undefined while it does not answer. */
export async function attachEmbedded(dataDir: string): Promise<Connection | undefined> {
  const endpoint = await findPostmaster(join(dataDir, 'postgres'));
  return endpoint === undefined ? undefined : { ...endpoint, user: superuser, database: databaseName };
}
