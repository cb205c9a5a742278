import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './postgres-binaries.js';
import { type Account, makePrivateDir } from './server-account.js';
import { serverEnv, superuser } from './server-env.js';
import { StartFault } from './start-fault.js';

// Elsewhere the system may not know C.UTF-8; PostgreSQL's own gives the same order.
const locale =
  process.platform === 'linux'
    ? ['--locale=C.UTF-8']
    : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Whether a finished cluster stands at the path. */
export function hasCluster(clusterDir: string): boolean {
  return existsSync(join(clusterDir, 'PG_VERSION'));
}

/**
 * Makes the cluster once. It is made beside its place and moved there when complete,
 * so a kill in the middle leaves only a folder that the next start removes.
 */
export async function initCluster(clusterDir: string, binaries: Binaries, account?: Account): Promise<void> {
  const half = `${clusterDir}.half-${process.pid}`;
  clearHalfMade(clusterDir);
  makePrivateDir(half, account);
  const options = ['-D', half, '-U', superuser, '--auth=trust', ...locale, '-E', 'UTF8'];
  const child = spawn(binaries.initdb, options, {
    cwd: '/',
    env: serverEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...account,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new StartFault(
      `The embedded database could not be created in ${clusterDir}: ${complaint.trim() || `initdb ended with ${code}`}.`,
    );
  }
  renameSync(half, clusterDir);
}

function clearHalfMade(clusterDir: string): void {
  const prefix = `${basename(clusterDir)}.half-`;
  for (const name of readdirSync(dirname(clusterDir))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(clusterDir), name), { recursive: true, force: true });
  }
}
