import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTcpProxy } from '../../faults/tcp-proxy.js';
import { openSharedCache, type SharedCache } from '../../../src/platform/cache/shared-cache.js';

const installed = spawnSync('redis-server', ['--version']).status === 0;
// A laptop may lack Redis; the machine that decides may not.
const must = process.env['CI'] === 'true';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function startRedis(port: number): Promise<ChildProcess> {
  const redis = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  for await (const chunk of redis.stdout) if (String(chunk).includes('Ready to accept')) return redis;
  throw new Error('Redis did not start.');
}

async function eventually(check: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (await check()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

describe.skipIf(!installed && !must)('the cache that nodes share (skipped where redis-server is not installed)', () => {
  const warnings: string[] = [];
  let port: number;
  let redis: ChildProcess;
  let cache: SharedCache;

  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis(port);
    cache = openSharedCache(`redis://127.0.0.1:${port}`, (message) => warnings.push(message));
  });
  afterAll(async () => {
    await cache.close();
    redis.kill('SIGKILL');
  });

  test('gives back what another node kept, unchanged', async () => {
    await cache.set('query', '{ division(code: "𠮷") { name } }');
    const other = openSharedCache(`redis://127.0.0.1:${port}`, () => undefined);
    expect(await eventually(async () => (await other.get('query')) === '{ division(code: "𠮷") { name } }')).toBe(true);
    await other.close();
  });

  test('forgets what it is told to forget', async () => {
    expect(
      await eventually(async () => {
        await cache.set('gone', 'x');
        return cache.delete('gone');
      }),
    ).toBe(true);
    expect(await cache.get('gone')).toBeUndefined();
  });

  test('is a miss while Redis is dead, and works again when it is back', async () => {
    await cache.set('kept', 'x');
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    expect(await cache.get('kept')).toBeUndefined();
    expect(await eventually(async () => warnings.length > 0)).toBe(true);
    redis = await startRedis(port);
    expect(
      await eventually(async () => {
        await cache.set('again', 'z');
        return (await cache.get('again')) === 'z';
      }),
    ).toBe(true);
  });

  test('waits once for a Redis that is silent, and for a second nobody waits again', async () => {
    const proxy = await startTcpProxy(port);
    const behind = openSharedCache(`redis://127.0.0.1:${proxy.port}`, () => undefined);
    expect(
      await eventually(async () => {
        await behind.set('seen', 'x');
        return (await behind.get('seen')) === 'x';
      }),
    ).toBe(true);
    proxy.fault = 'silent';
    expect(await behind.get('seen')).toBeUndefined();
    const began = performance.now();
    for (let look = 0; look < 50; look += 1) expect(await behind.get('seen')).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(90);
    proxy.fault = 'open';
    expect(await eventually(async () => (await behind.get('seen')) === 'x')).toBe(true);
    await behind.close();
    proxy.stop();
  });
});
