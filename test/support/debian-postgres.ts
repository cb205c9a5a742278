import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Connection } from '../../src/platform/db/database.js';

const programs = '/usr/lib/postgresql';
const user = 'tongyuan';
const startPatience = 20_000;

/** Whom the servers run as, where we are root; their package made the account. */
const account = process.getuid?.() === 0 ? accountOf('postgres') : {};

/** Why there are no servers of the system's own PostgreSQL, or null. */
export const missing = binaries() === null ? `no PostgreSQL in ${programs}` : null;

/** The oldest installed version: an embedded one of the newest there is anyway. */
function binaries(): string | null {
  const versions = existsSync(programs) ? readdirSync(programs) : [];
  const [oldest] = versions
    .filter((version) => existsSync(join(programs, version, 'bin', 'initdb')))
    .toSorted((a, b) => Number(a) - Number(b));
  return oldest === undefined ? null : join(programs, oldest, 'bin');
}

function accountOf(name: string): { uid?: number; gid?: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}

/** A server of the system's PostgreSQL in a folder of its own, reached by a socket in it alone. */
export class DebianPostgres {
  #process: ChildProcess | undefined;

  private constructor(readonly folder: string) {}

  /** A running server with an empty database. */
  static async create(): Promise<DebianPostgres> {
    const server = new DebianPostgres(newFolder());
    run('initdb', '-D', server.#data, '-U', user, '--auth', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync');
    await server.start();
    return server;
  }

  /** A running server that follows this one. */
  async createReplica(): Promise<DebianPostgres> {
    const replica = new DebianPostgres(newFolder());
    run('pg_basebackup', '-D', replica.#data, '-h', this.folder, '-U', user, '-R', '-X', 'stream', '-c', 'fast', '-N');
    await replica.start();
    return replica;
  }

  get #data(): string {
    return join(this.folder, 'data');
  }

  get connection(): Connection & { readonly database: string } {
    return { host: this.folder, port: 5432, user, password: '', database: 'postgres' };
  }

  url(database = 'postgres'): string {
    return `postgresql://${user}@/${database}?host=${this.folder}`;
  }

  async start(): Promise<void> {
    const until = performance.now() + startPatience;
    // Of a server that was killed, old workers may hold the place for a moment.
    while (performance.now() < until) {
      const child = spawn(
        program('postgres'),
        [
          '-D',
          this.#data,
          '-c',
          'listen_addresses=',
          '-c',
          `unix_socket_directories=${this.folder}`,
          '-c',
          'fsync=off',
        ],
        { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, stdio: 'ignore', ...account },
      );
      this.#process = child;
      while (child.exitCode === null && performance.now() < until) {
        if (await this.#answers()) return;
        await sleep(25);
      }
    }
    throw new Error(`The server in ${this.folder} did not start.`);
  }

  /** Runs one statement as somebody at the server, beside the product. */
  async ask<Row extends object>(text: string): Promise<Row[]> {
    const client = new Client(this.connection);
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** As a power cut would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Stops in the middle of whatever it does, as a machine without memory would; connections stay open. */
  freeze(): void {
    this.#signalAll('SIGSTOP');
  }

  thaw(): void {
    this.#signalAll('SIGCONT');
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    this.thaw();
    await this.#end('SIGQUIT');
    // Its workers notice the end by themselves.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  #signalAll(signal: NodeJS.Signals): void {
    const pid = this.#process?.pid;
    if (pid === undefined || this.#process?.exitCode !== null) return;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    for (const one of [pid, ...children.map(Number)]) process.kill(one, signal);
  }

  async #answers(): Promise<boolean> {
    try {
      await this.ask('select 1');
      return true;
    } catch {
      return false;
    }
  }
}

function program(name: string): string {
  return join(binaries() ?? programs, name);
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-pg-'));
  const { uid, gid } = account;
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

function run(name: string, ...args: readonly string[]): void {
  execFileSync(program(name), args, { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, stdio: 'ignore', ...account });
}
