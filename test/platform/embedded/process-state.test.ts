import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isAlive, isPostgres } from '../../../src/platform/embedded/process-state.js';
import { eventually } from './program.js';

test('knows the living and the dead', async () => {
  expect(isAlive(process.pid)).toBe(true);
  const child = spawn('true');
  await once(child, 'exit');
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

test.runIf(process.platform === 'linux')('a process that ended and was not collected is dead', async () => {
  // The shell becomes a sleep, which never asks after the child the shell had.
  const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(parent.stdout, 'data');
  const orphan = Number(String(line));
  await eventually('the end of the child', () => !isAlive(orphan) || undefined);
  expect(process.kill(orphan, 0)).toBe(true);
  parent.kill();
});

test.runIf(process.platform === 'linux')('tells PostgreSQL from others', () => {
  expect(isPostgres(process.pid)).toBe(false);
});
