import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AllowedOptions } from '../../src/app/console/parse-options.js';
import { parseOptions } from '../../src/app/console/parse-options.js';
import type { Command } from '../../src/app/console/console.js';
import { publicMaskableFields } from '../../src/app/console/public-maskable-fields.js';
import { transactIn } from '../../src/app/console/transact.js';
import type { Database } from '../../src/platform/db/database.js';

const root = join(import.meta.dirname, '..', '..');
const hooks = join(root, 'test', 'platform', 'embedded', 'fixtures', 'typescript-hooks.mjs');

/** A command in this process, on an open store. Returns the lines it printed. */
export async function command(
  run: Command,
  args: readonly string[],
  { db, options, password = '' }: { db: Database; options: AllowedOptions; password?: string },
): Promise<string[]> {
  const lines: string[] = [];
  await run(parseOptions(args, options), {
    readPassword: () => Promise.resolve(password),
    print: (line) => void lines.push(line),
    maskableFields: publicMaskableFields,
    transact: transactIn(db),
  });
  return lines;
}

export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

interface ChildOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The program itself as a child, from its sources, with nothing of our environment but the path. */
export async function runProgram(args: readonly string[], options: ChildOptions): Promise<Ended> {
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', hooks];
  const child = spawn(process.execPath, [...flags, join(root, 'src', 'main.ts'), ...args], {
    env: { PATH: process.env['PATH'], NODE_DISABLE_COMPILE_CACHE: '1', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stdout = collect(child, 'stdout');
  const stderr = collect(child, 'stderr');
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const [code, signal]: unknown[] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : String(signal), stdout: stdout(), stderr: stderr() };
}

function collect(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
