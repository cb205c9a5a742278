import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as rest } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { inject } from 'vitest';
import { isAlive } from '../../src/platform/embedded/process-state.js';
import { freePort } from '../platform/embedded/program.js';

const root = join(import.meta.dirname, '..', '..');

/** What is killed: the program itself, the launcher that owns the database, or both at one moment. */
export type Victim = 'app' | 'owner' | 'both';

/** Held while the sources are compiled: two test files must not write the same files at once. */
const buildLock = 8;

/** The sources as they are now, compiled as `npm start` does it. */
export async function buildProgram(): Promise<void> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const client = new Client({ ...inject('postgres'), database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [buildLock]);
    await promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root });
  } finally {
    await client.end();
  }
}

/** `npm start` on a data folder, as processes of their own. */
export class RealProgram {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #log: string[] = [];
  #owner: ChildProcess | undefined;
  #app = 0;
  #ready = 0;

  private constructor(
    readonly dataDir: string,
    private readonly port: number,
  ) {
    this.#env = {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: String(port),
      SEED_DEMO: 'false',
      // Everybody here comes from one address.
      RATE_LIMIT_PUBLIC: '0',
      RATE_LIMIT_EDITORIAL: '0',
      RATE_LIMIT_SIGN_IN: '0',
    };
  }

  static async start(dataDir: string): Promise<RealProgram> {
    const program = new RealProgram(dataDir, await freePort());
    program.#launch();
    await program.readyAfter(0);
    return program;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The process id of the app that said last that it is ready. */
  get app(): number {
    return this.#app;
  }

  /** How often an app said that it is ready. */
  get starts(): number {
    return this.#ready;
  }

  /** The last lines of what the program wrote, requests left out. */
  get log(): string {
    return this.#log.join('\n');
  }

  /** Kills at once and, where the launcher is gone, starts the next one. */
  async kill(victim: Victim): Promise<void> {
    const owner = this.#owner;
    if (victim !== 'owner') process.kill(this.#app, 'SIGKILL');
    if (victim === 'app' || owner === undefined) return;
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    this.#launch();
  }

  /** Resolves when an app is ready that was not yet when `starts` was asked for. */
  async readyAfter(starts: number, patience = 60_000): Promise<void> {
    const began = performance.now();
    while (this.#ready <= starts) {
      if (performance.now() - began > patience) throw new Error(`The program did not start:\n${this.log}`);
      await rest(10);
    }
  }

  postmaster(): number {
    return Number(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** Ends as a person would end it, and makes sure that nothing is left. */
  async stop(): Promise<void> {
    const owner = this.#owner;
    if (owner === undefined) return;
    if (owner.exitCode === null && owner.signalCode === null) {
      owner.kill('SIGTERM');
      await Promise.race([once(owner, 'exit'), rest(20_000)]);
      owner.kill('SIGKILL');
    }
    if (isAlive(this.#app)) process.kill(this.#app, 'SIGKILL');
  }

  #launch(): void {
    const owner = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js'), 'serve'], {
      env: this.#env,
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#owner = owner;
    createInterface({ input: owner.stdout }).on('line', (line) => this.#read(line));
    createInterface({ input: owner.stderr }).on('line', (line) => this.#keep(line));
  }

  #read(line: string): void {
    if (line.includes('"msg":"request"')) return;
    if (line.includes('"msg":"ready"')) {
      this.#app = childOf(this.#owner?.pid ?? 0);
      this.#ready += 1;
    }
    this.#keep(line);
  }

  #keep(line: string): void {
    this.#log.push(line.slice(0, 2_000));
    if (this.#log.length > 60) this.#log.shift();
  }
}

/** The supervised app among the children of a launcher. */
function childOf(owner: number): number {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  for (const line of table.split('\n')) {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === owner && args.includes('--supervised')) return Number(pid);
  }
  throw new Error(`The launcher ${owner} has no app.`);
}
