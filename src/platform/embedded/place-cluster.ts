import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { hasCluster, initCluster } from './init-cluster.js';
import type { Binaries } from './postgres-binaries.js';
import { type Account, canReach, giveTree, makePrivateDir, sharedRoot } from './server-account.js';
import { StartFault } from './start-fault.js';

/** Makes DATA_DIR; what is made on the way stays open for walking through. */
export function makeDataDir(dataDir: string): string {
  const first = mkdirSync(dataDir, { recursive: true });
  if (first !== undefined && process.getuid?.() === 0) {
    for (let path = dataDir; path.length >= first.length; path = dirname(path)) chmodSync(path, 0o755);
  }
  return realpathSync(dataDir);
}

export interface PlacedCluster {
  readonly clusterDir: string;
  readonly created: boolean;
}

/**
 * DATA_DIR/postgres, created when missing. Where the account cannot reach it, the cluster lies in a shared
 * root and DATA_DIR/postgres is a link to it, set only when the cluster is complete.
 */
export async function placeCluster(dataDir: string, binaries: Binaries, account?: Account): Promise<PlacedCluster> {
  const path = join(dataDir, 'postgres');
  if (isEmptyDir(path)) rmdirSync(path);
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    return { clusterDir: existing(path, account), created: false };
  if (usable(dataDir, account)) {
    await initCluster(path, binaries, account);
    return { clusterDir: realpathSync(path), created: true };
  }
  const elsewhere = join(sharedRoot(account ?? { uid: 0, gid: 0 }), `data-${randomBytes(8).toString('hex')}`);
  await initCluster(elsewhere, binaries, account);
  symlinkSync(elsewhere, path);
  return { clusterDir: realpathSync(path), created: true };
}

function isEmptyDir(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true && readdirSync(path).length === 0;
}

function existing(path: string, account: Account | undefined): string {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    throw new StartFault(`${path} points to a folder that is gone; bring it back, or remove the link to begin empty.`);
  }
  const clusterDir = realpathSync(path);
  if (!hasCluster(clusterDir)) {
    throw new StartFault(`${path} is not a database folder; move it away to begin with an empty database.`);
  }
  if (account === undefined) return clusterDir;
  if (statSync(clusterDir).uid === 0) giveTree(clusterDir, account);
  if (!canReach(clusterDir, account)) {
    throw new StartFault(
      `The database in ${clusterDir} cannot be reached by the account ${account.uid} that it belongs to; open the folders above it for walking through (chmod o+x), or move DATA_DIR.`,
    );
  }
  return clusterDir;
}

/** Some mounts do not let root give a folder away. */
function usable(dataDir: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  if (!canReach(dataDir, account)) return false;
  const trial = join(dataDir, 'postgres.half-trial');
  try {
    makePrivateDir(trial, account);
    return statSync(trial).uid === account.uid;
  } catch {
    return false;
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}
