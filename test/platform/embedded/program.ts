import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const fixtures = join(import.meta.dirname, 'fixtures');

/** A folder that another account may walk through, as a project folder usually is. */
export function openTempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tongyuan-test-'));
  chmodSync(dir, 0o755);
  return dir;
}

export interface Program {
  readonly process: ChildProcess;
  /** Everything it wrote to stderr so far. */
  stderr(): string;
  /** Code or signal. */
  readonly ended: Promise<number | string>;
}

/** The small app of the fixtures as a process of its own, with nothing of our environment but the path. */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>>): Program {
  const hooks = join(fixtures, 'typescript-hooks.mjs');
  const child = spawn(process.execPath, ['--import', hooks, join(fixtures, 'app.ts'), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]: unknown[]) =>
    typeof code === 'number' ? code : String(signal),
  );
  return { process: child, stderr: () => stderr, ended };
}

/** Repeats until it gives a value; an error counts as not yet. */
export async function eventually<T>(what: string, attempt: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const began = performance.now();
  let last: unknown = 'nothing yet';
  while (performance.now() - began < 30_000) {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`${what} did not happen: ${String(last)}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
