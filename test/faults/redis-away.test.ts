import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '../platform/embedded/program.js';
import { content, placed } from '../support/builders-publication.js';
import { settleCatalogue } from '../support/builders-content.js';
import { type GraphqlAnswer, type TestApp, testApp } from '../support/test-app.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

const installed = spawnSync('redis-server', ['--version']).status === 0;
// A laptop may lack Redis; the machine that decides may not.
const must = process.env['CI'] === 'true';

const port = await freePort();
const proxy: TcpProxy = await startTcpProxy(port);
const app: TestApp = await testApp({ REDIS_URL: `redis://127.0.0.1:${proxy.port}`, RATE_LIMIT_PUBLIC: '0' });
afterAll(() => proxy.stop());

async function startRedis(): Promise<ChildProcess> {
  const memoryOnly = ['--save', '', '--appendonly', 'no'];
  const redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...memoryOnly]);
  for await (const chunk of redis.stdout) if (String(chunk).includes('Ready to accept')) return redis;
  throw new Error('Redis did not start.');
}

/** Asks for an operation by its hash alone, or sends its text along to be kept. */
async function persisted(
  query: string,
  { withText }: { withText: boolean },
): Promise<Partial<Pick<GraphqlAnswer, 'data' | 'errors'>>> {
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const response = await app.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(withText ? { query, extensions } : { extensions }),
  });
  return response.json();
}

describe.skipIf(!installed && !must)('Redis (skipped where redis-server is not installed)', () => {
  const expected = { disclosures: { totalCount: 3 } };
  let redis: ChildProcess;
  let count = 0;

  /** A text that nobody sent before. */
  const fresh = (): string => `query Fresh${(count += 1)} { disclosures { totalCount } }`;

  beforeAll(async () => {
    redis = await startRedis();
    await settleCatalogue(app.db);
    await placed(app.db, [content(), content(), content()]);
    await app.store.follower.catchUp();
  });
  afterEach(async () => {
    proxy.fault = 'open';
    await vi.waitUntil(keeps, { timeout: 15_000, interval: 200 });
  });
  afterAll(() => redis.kill('SIGKILL'));

  /** Whether a text that is sent once is there for the other nodes. */
  async function keeps(): Promise<boolean> {
    const before = keysInRedis();
    await persisted(fresh(), { withText: true });
    // The store is told without anybody waiting for it.
    await rest(50);
    return keysInRedis() > before;
  }

  function keysInRedis(): number {
    return Number(spawnSync('redis-cli', ['-p', String(port), 'dbsize'], { encoding: 'utf8' }).stdout);
  }

  /** Thirty questions, some of them known by hash. Returns how many milliseconds they took together. */
  async function askThirty(known: string): Promise<number> {
    const began = performance.now();
    for (let round = 0; round < 10; round += 1) {
      const answers = [
        await app.publicly(fresh()),
        await persisted(fresh(), { withText: true }),
        await persisted(known, { withText: false }),
      ];
      for (const { data, errors } of answers) {
        // By hash alone a question is answered rightly or asked for its text.
        const refusals = errors?.map(({ message }) => message);
        expect([{ data: expected }, { data: undefined, refusals: ['PersistedQueryNotFound'] }]).toContainEqual({
          data,
          refusals,
        });
      }
    }
    return performance.now() - began;
  }

  test.each([
    { name: 'silent', fault: 'silent' },
    { name: 'a second late with every answer', fault: 'slow' },
    { name: 'gone', fault: 'closed' },
  ] as const)('$name: every answer is right, and hardly one waits', async ({ fault }) => {
    const known = fresh();
    await persisted(known, { withText: true });
    await askThirty(known);
    const calm = await askThirty(known);
    proxy.fault = fault;
    // One look-up of 100 ms a second notices; without a rest in between ten of them would wait.
    expect(await askThirty(known)).toBeLessThan(2 * calm + 700);
  });

  test('flushed: what it forgot is asked for again, nothing else changes', async () => {
    const known = fresh();
    await persisted(known, { withText: true });
    spawnSync('redis-cli', ['-p', String(port), 'flushall']);
    await askThirty(known);
    expect((await persisted(known, { withText: true })).data).toEqual(expected);
  });

  test('killed and restarted empty: the same process uses it again', async () => {
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    expect((await app.publicly(fresh())).data).toEqual(expected);
    redis = await startRedis();
    await expect.poll(keeps, { timeout: 15_000 }).toBe(true);
  });
});
