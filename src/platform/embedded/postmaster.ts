import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { disownPidFile, type Endpoint, readPidFile } from './pid-file.js';
import { isAlive, isPostgres } from './process-state.js';
import type { Account } from './server-account.js';
import { serverEnv, superuser } from './server-env.js';
import { StartFault } from './start-fault.js';

/** A server that answers for our cluster; `exited` resolves when its process is gone. */
export interface Postmaster {
  readonly pid: number;
  readonly endpoint: Endpoint;
  readonly adopted: boolean;
  readonly exited: Promise<void>;
}

export interface SpawnOptions {
  readonly postgres: string;
  readonly clusterDir: string;
  readonly endpoint: Endpoint;
  readonly logFile: string;
  readonly account?: Account;
  /** Server settings beyond the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

const largestLog = 10 * 1024 * 1024;
const longestStart = 300_000;

/** Finds the server a dead owner left running on this cluster. */
export async function adoptPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const left = readPidFile(clusterDir);
  if (left === undefined) return undefined;
  if (!isAlive(left.pid) || !(await answersFor(left.endpoint, clusterDir))) {
    if (!isPostgres(left.pid)) disownPidFile(clusterDir, left);
    return undefined;
  }
  return { ...left, adopted: true, exited: watchPid(left.pid) };
}

/** Starts a server and waits until it answers. Throws with the end of its log when it stops instead. */
export async function spawnPostmaster(options: SpawnOptions): Promise<Postmaster> {
  const child = launch(options);
  const { pid } = child;
  if (pid === undefined) {
    const [error] = await once(child, 'error');
    throw new StartFault(
      `The embedded database cannot be run: ${error instanceof Error ? error.message : 'unknown reason'}.`,
    );
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let waited = 0; child.exitCode === null && child.signalCode === null; waited += 50) {
    if (await answersFor(options.endpoint, options.clusterDir)) {
      return { pid, endpoint: options.endpoint, adopted: false, exited };
    }
    if (waited > longestStart) child.kill('SIGINT');
    await Promise.race([sleep(50), exited]);
  }
  throw new StartFault(
    `The embedded database did not start: ${lastComplaint(options.logFile)} (log: ${options.logFile})`,
  );
}

/** Open transactions are rolled back; what was committed is kept even when `immediate` leaves it to a recovery. */
export async function stopPostmaster(server: Postmaster, immediate = false): Promise<void> {
  // Its process id may belong to somebody else by now.
  if (await Promise.race([server.exited.then(() => true), sleep(0, false)])) return;
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patience] of immediate ? steps.slice(1) : steps) {
    try {
      process.kill(server.pid, signal);
    } catch {
      // Gone already.
    }
    const gone = await Promise.race([server.exited.then(() => true), sleep(patience, false, { ref: false })]);
    if (gone) return;
  }
}

/** A client of our own; the caller ends it. */
export async function connectTo(endpoint: Endpoint, database: string): Promise<Client> {
  const client = new Client({
    ...endpoint,
    user: superuser,
    database,
    password: '',
    ssl: false,
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The server that another process keeps on this cluster; nothing of it is touched. Undefined while none answers. */
export async function findPostmaster(clusterDir: string): Promise<Endpoint | undefined> {
  const running = readPidFile(clusterDir);
  if (running === undefined || !(await answersFor(running.endpoint, clusterDir))) return undefined;
  return running.endpoint;
}

async function answersFor(endpoint: Endpoint, clusterDir: string): Promise<boolean> {
  try {
    const client = await connectTo(endpoint, 'postgres');
    try {
      const { rows } = await client.query<{ dir: string }>("select current_setting('data_directory') as dir");
      return rows[0] !== undefined && sameFile(rows[0].dir, clusterDir);
    } finally {
      await client.end();
    }
  } catch {
    return false;
  }
}

function sameFile(left: string, right: string): boolean {
  const a = statSync(left, { throwIfNoEntry: false });
  const b = statSync(right, { throwIfNoEntry: false });
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function launch({ postgres, clusterDir, endpoint, logFile, account, settings }: SpawnOptions): ChildProcess {
  const bySocket = process.platform !== 'win32';
  const all: Record<string, string> = {
    listen_addresses: bySocket ? '' : endpoint.host,
    unix_socket_directories: bySocket ? `"${endpoint.host.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    port: String(endpoint.port),
    max_connections: '60',
    shared_buffers: '128MB',
    ...settings,
  };
  const args = ['-D', clusterDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  try {
    // Detached: Ctrl-C in a terminal reaches the whole group, and the database must be last to go.
    return spawn(postgres, args, {
      cwd: '/',
      env: serverEnv(),
      stdio: ['ignore', log, log],
      detached: bySocket,
      ...account,
    });
  } finally {
    closeSync(log);
  }
}

async function watchPid(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(250);
}

function lastComplaint(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|LOG:\s+could not/.test(line));
  return complaint ?? lines.at(-1) ?? 'it said nothing';
}
