import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger, requestLogger } from '../../../src/platform/logging/logger.js';

function capture(): { destination: Writable; lines: () => Record<string, unknown>[] } {
  const chunks: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  const lines = (): Record<string, unknown>[] =>
    chunks
      .join('')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return { destination, lines };
}

test('writes one JSON object a line with level, time and role', () => {
  const { destination, lines } = capture();
  createLogger('info', { role: 'worker', destination }).info({ verb: 'sign-in' }, 'done');
  const [line] = lines();
  expect(line).toEqual({ level: 'info', time: expect.any(String), role: 'worker', verb: 'sign-in', msg: 'done' });
  expect(line?.['time']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
});

test.each(['authorization', 'password', 'newPassword', 'accessToken', 'refreshToken', 'token', 'secret', 'cookie'])(
  'strikes out %s at three depths',
  (name) => {
    const { destination, lines } = capture();
    const logger = createLogger('info', { destination });
    logger.info({ [name]: 'canary', input: { [name]: 'canary' }, req: { headers: { [name]: 'canary' } } });
    expect(JSON.stringify(lines())).not.toContain('canary');
    expect(lines()[0]).toMatchObject({ [name]: '[struck out]', req: { headers: { [name]: '[struck out]' } } });
  },
);

test('a request logger names its request in every line and strikes out too', () => {
  const { destination, lines } = capture();
  const logger = requestLogger(createLogger('info', { destination }), 'r-7');
  logger.info('first');
  logger.warn({ token: 'canary' }, 'second');
  expect(lines().map((line) => [line['requestId'], line['msg'], line['token']])).toEqual([
    ['r-7', 'first', undefined],
    ['r-7', 'second', '[struck out]'],
  ]);
});

test('keeps quiet below its level', () => {
  const { destination, lines } = capture();
  const logger = createLogger('warn', { destination });
  logger.info('no');
  logger.error(new Error('yes'));
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({ level: 'error', msg: 'yes' });
});
