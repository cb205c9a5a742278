import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { Caller, percentile, type SentRequest } from '../support/callers.js';
import { dripAt } from '../support/drip.js';
import { testApp } from '../support/test-app.js';

/** SLOW_CLIENTS says how many; ten thousand need as many open files of this process twice. */
const count = Number(process.env['SLOW_CLIENTS'] ?? 300);
const patience = 15_000;

const app = await testApp();
const caller = new Caller();
afterAll(() => caller.stop());

const headers = { 'content-type': 'application/json' };
const question = '{ __schema { types { name description fields { name description args { name } type { name } } } } }';
const mild: readonly SentRequest[] = ['{ checkpoint { sequence } }', '{ division(code: "310107") { name } }'].map(
  (query) => ({ path: '/graphql', headers, body: JSON.stringify({ query }) }),
);

function connections(): Promise<number> {
  return new Promise((resolve, reject) => {
    app.server.server.getConnections((error, open) => (error === null ? resolve(open) : reject(error)));
  });
}

test(`${count} connections that never finish are cut within 15 s, and another caller is served meanwhile`, async () => {
  const port = Number(new URL(await app.server.listen({ host: '127.0.0.1', port: 0 })).port);
  const listen = (milliseconds: number) =>
    caller.call({ port, from: '127.0.0.2', callers: 1, pause: 20, milliseconds, requests: mild });
  const calm = await listen(1_500);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const stop = dripAt(port, count, question);
  const listening = listen(patience - 2_000);
  await rest(1_500);
  const opened = await connections();
  const during = await listening;
  const most = process.memoryUsage().rss;
  // What is left then is the other caller's own.
  while ((await connections()) > 1 && performance.now() - started < 2 * patience) await rest(100);
  const cut = performance.now() - started;
  const left = await connections();
  stop();
  process.stdout.write(
    `\n${count} slow clients: p99 of another caller ${percentile(calm.times, 0.99).toFixed(1)} ms calm, ${percentile(during.times, 0.99).toFixed(1)} ms during; ` +
      `memory of both sides +${((most - before) / 1_048_576).toFixed(0)} MiB; ${opened} open after a moment, ${left} in the end, after ${(cut / 1_000).toFixed(1)} s\n`,
  );
  expect(opened).toBeGreaterThanOrEqual(count * 0.1);
  expect(left).toBeLessThanOrEqual(1);
  expect(cut).toBeLessThanOrEqual(patience);
  expect(Object.keys(during.statuses)).toEqual(['200']);
  expect((await app.publicly('{ checkpoint { sequence } }')).status).toBe(200);
}, 90_000);
