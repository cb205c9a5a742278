import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isAlive } from '../../../src/platform/embedded/process-state.js';
import { startEmbedded } from '../../../src/platform/embedded/start-embedded.js';
import { eventually, freePort, openTempDir, type Program, startProgram } from './program.js';

interface Answer {
  readonly pid: number;
  readonly rows: readonly { readonly mark: string | null }[];
}

const started: { readonly program: Program; readonly dataDir: string }[] = [];
const dirs: string[] = [];

afterEach(async () => {
  for (const { program } of started) program.process.kill('SIGKILL');
  for (const { program, dataDir } of started.splice(0)) {
    await program.ended;
    const left = postmasterPid(dataDir);
    if (left !== undefined && isAlive(left)) {
      process.kill(left, 'SIGQUIT');
      await eventually('the end of the server', () => !isAlive(left) || undefined);
    }
  }
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function tempDir(): string {
  const dir = openTempDir();
  dirs.push(dir);
  return dir;
}

function run(dataDir: string, args: readonly string[], env: Record<string, string> = {}): Program {
  const program = startProgram(args, { DATA_DIR: dataDir, ...env });
  started.push({ program, dataDir });
  return program;
}

async function get(port: string, path = '/'): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

function answer(port: string): Promise<Answer> {
  return eventually('an answer', () => get(port));
}

function postmasterPid(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

test('migrate and seed start the database, do their work and stop it', async () => {
  const dataDir = tempDir();
  expect(await run(dataDir, ['migrate']).ended).toBe(0);
  expect(postmasterPid(dataDir)).toBeUndefined();
  expect(await run(dataDir, ['seed']).ended).toBe(0);
  const again = run(dataDir, ['migrate']);
  expect(await again.ended).toBe(1);
  expect(again.stderr()).toContain('relation "mark" already exists');
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('a second owner is refused in one sentence, and SIGTERM lets the first finish what it does', async () => {
  const dataDir = tempDir();
  const PORT = String(await freePort());
  const first = run(dataDir, ['serve'], { PORT });
  await answer(PORT);
  for (const args of [['serve'], ['seed'], ['migrate']]) {
    const second = run(dataDir, args);
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toMatch(
      new RegExp(
        `^同源: ${dataDir} is in use by "serve" \\(process ${first.process.pid}, since [-0-9T:.]+Z\\); stop it first, or set DATA_DIR to another folder\\.\\n$`,
      ),
    );
  }
  const slow = get(PORT, '/slow');
  await get(PORT);
  first.process.kill('SIGTERM');
  expect((await slow).rows).toEqual([{ mark: null }]);
  expect(await first.ended).toBe(0);
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('the app comes back after kill -9', async () => {
  const dataDir = tempDir();
  const PORT = String(await freePort());
  const launcher = run(dataDir, [], { PORT });
  const { pid } = await answer(PORT);
  process.kill(pid, 'SIGKILL');
  const back = await eventually('another app', async () => {
    const found = await get(PORT);
    return found.pid === pid ? undefined : found;
  });
  expect(back.pid).not.toBe(launcher.process.pid);
  expect(launcher.process.exitCode).toBeNull();
});

test('the database comes back after kill -9 and the same app answers again', async () => {
  const dataDir = tempDir();
  const PORT = String(await freePort());
  run(dataDir, ['api'], { PORT });
  const { pid } = await answer(PORT);
  const server = postmasterPid(dataDir);
  if (server === undefined) throw new Error('no server');
  process.kill(server, 'SIGKILL');
  await eventually('another server', () => ([server, undefined].includes(postmasterPid(dataDir)) ? undefined : true));
  expect((await answer(PORT)).pid).toBe(pid);
});

test('after kill -9 of the owner its app ends and the next owner takes over the running database', async () => {
  const dataDir = tempDir();
  expect(await run(dataDir, ['migrate']).ended).toBe(0);
  const PORT = String(await freePort());
  const first = run(dataDir, ['serve'], { PORT });
  const { pid } = await answer(PORT);
  const server = postmasterPid(dataDir);
  first.process.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  const second = run(dataDir, ['serve'], { PORT });
  const next = await eventually('the next app', async () => {
    const found = await get(PORT);
    return found.pid === pid ? undefined : found;
  });
  expect(next.rows).toEqual([{ mark: 'mark' }]);
  expect(second.stderr()).toContain('同源: database found running in ');
  expect(postmasterPid(dataDir)).toBe(server);
  await eventually('the end of the first app', () => !isAlive(pid) || undefined);
  second.process.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('a port taken by another program is told at once', async () => {
  const PORT = String(await freePort());
  const other = createServer().listen(Number(PORT), '127.0.0.1');
  const program = run(tempDir(), ['serve'], { PORT });
  expect(await program.ended).toBe(1);
  expect(program.stderr().match(/PORT \d+ on 127\.0\.0\.1 is taken by another program/g)).toHaveLength(1);
  other.close();
});

test('an app that fails before it ever served is not started again', async () => {
  const dataDir = tempDir();
  const program = run(dataDir, ['worker']);
  expect(await program.ended).toBe(1);
  expect(program.stderr().match(/the worker has no work/g)).toHaveLength(1);
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('with DATABASE_URL nothing embedded is started and the role runs in the process itself', async () => {
  const server = await startEmbedded({ dataDir: tempDir() });
  const dataDir = join(tempDir(), 'none');
  const PORT = String(await freePort());
  const program = run(dataDir, ['serve'], { PORT, DATABASE_URL: server.databaseUrl });
  expect((await answer(PORT)).pid).toBe(program.process.pid);
  const taken = run(dataDir, ['serve'], { PORT, DATABASE_URL: server.databaseUrl });
  expect(await taken.ended).toBe(1);
  expect(taken.stderr()).toBe(
    `同源: PORT ${PORT} on 127.0.0.1 is taken by another program; stop it or set PORT to another one.\n`,
  );
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.stderr()).toBe('');
  await server.stop();
});

test.each([
  [
    ['paint'],
    {},
    '同源: "paint" is not a role; choose one of serve, api, worker, migrate, seed, or --help for the commands.\n',
  ],
  [
    ['serve', 'twice'],
    {},
    '同源: "serve twice" is not a role; choose one of serve, api, worker, migrate, seed, or --help for the commands.\n',
  ],
  [['serve'], { PORT: 'web' }, 'PORT is "web", which is wrong: allowed is a whole number from 0 to 65535.\n'],
])('%o with %o ends with one sentence', async (args, env, sentence) => {
  const program = run(tempDir(), args, { ...env });
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toBe(sentence);
});
