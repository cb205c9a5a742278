import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bufferedOutput } from '../../../src/platform/logging/buffered-output.js';
import { createLogger } from '../../../src/platform/logging/logger.js';

function loggedTo() {
  const file = join(mkdtempSync(join(tmpdir(), 'log-')), 'log');
  const logger = createLogger('info', { destination: bufferedOutput(openSync(file, 'a')) });
  return { logger, lines: () => readFileSync(file, 'utf8').split('\n').length - 1 };
}

test('lines are written together, within a moment', async () => {
  const { logger, lines } = loggedTo();
  for (let index = 0; index < 50; index += 1) logger.info({ index }, 'request');
  expect(lines()).toBe(0);
  await expect.poll(lines).toBe(50);
});

test('a warning stands at once, with all that came before it', () => {
  const { logger, lines } = loggedTo();
  logger.info('before');
  logger.child({ reqId: '1' }).warn('now');
  expect(lines()).toBe(2);
});

test('many lines do not wait for the moment', () => {
  const { logger, lines } = loggedTo();
  for (let index = 0; index < 400; index += 1) logger.info({ index }, 'request');
  expect(lines()).toBeGreaterThan(100);
});
