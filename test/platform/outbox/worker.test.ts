import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../src/platform/clock/clock.js';
import { randomIds } from '../../../src/platform/ids/id-source.js';
import type { Handler } from '../../../src/platform/outbox/handler.js';
import { type OutboxWorker, startOutboxWorker, type WorkerOptions } from '../../../src/platform/outbox/worker.js';
import { testDatabase } from '../../support/test-database.js';
import { addEvent, deliveriesOf, effectsOf, recording } from '../../support/outbox.js';

const db = await testDatabase({ clock: systemClock, ids: randomIds, poolSize: 10 });
await db.sql('create table effect (event_id bigint, handler text)');

const running: OutboxWorker[] = [];
const faults: unknown[] = [];

function start(handlers: readonly Handler[], options: Partial<WorkerOptions> = {}): OutboxWorker {
  const onFault = (fault: unknown): number => faults.push(fault);
  const worker = startOutboxWorker(db, handlers, { channel: 'ledger', pollMilliseconds: 20, onFault, ...options });
  running.push(worker);
  return worker;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  faults.length = 0;
});

/** Resolves once a connection of the test database listens, with its process id. */
async function listening(): Promise<number> {
  return vi.waitUntil(async () => {
    const [row] = await db.sql<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query = 'listen "ledger"'`,
    );
    return row?.pid;
  });
}

test('works a new event when it is told, long before the next poll', async () => {
  start([recording('told', 'told')], { pollMilliseconds: 60_000 });
  await listening();
  const id = await addEvent(db, 'told');
  await db.sql(`select pg_notify('ledger', '1')`);
  await vi.waitFor(async () => expect(await effectsOf(db, id)).toEqual(['told']), { timeout: 5_000 });
});

test('finds an event nobody told it of', async () => {
  start([recording('found', 'found')]);
  const id = await addEvent(db, 'found');
  await vi.waitFor(async () => expect(await effectsOf(db, id)).toEqual(['found']), { timeout: 5_000 });
});

test('a slow handler keeps no other one waiting', async () => {
  let finish = (): void => undefined;
  const blocked = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow: Handler = { name: 'slow', topics: ['mixed'], handle: () => blocked };
  start([slow, recording('quick', 'mixed')]);
  const ids = [await addEvent(db, 'mixed'), await addEvent(db, 'mixed')];
  for (const id of ids) {
    await vi.waitFor(async () => expect(await effectsOf(db, id)).toEqual(['quick']), { timeout: 5_000 });
  }
  finish();
});

test('stop finishes what is begun and gives back the rest untouched', async () => {
  let begun = 0;
  const slow: Handler = {
    ...recording('stopped', 'stopped'),
    handle: async (tx, event) => {
      begun += 1;
      await wait(200);
      await recording('stopped', 'stopped').handle(tx, event);
    },
  };
  const ids = [await addEvent(db, 'stopped'), await addEvent(db, 'stopped')];
  const worker = start([slow]);
  await vi.waitUntil(() => begun === 1);
  await worker.stop();
  const [first = '', second = ''] = ids;
  expect(begun).toBe(1);
  expect(await effectsOf(db, first)).toEqual(['stopped']);
  expect(await effectsOf(db, second)).toEqual([]);
  const [left] = await deliveriesOf(db, second);
  expect(left).toMatchObject({ state: 'WAITING', attempts: 0 });
  expect(new Date(left?.due_at ?? '').getTime()).toBeLessThanOrEqual(systemClock.now().getTime());
});

test('listens again after its connection died, and misses nothing', async () => {
  start([recording('again', 'again')]);
  const pid = await listening();
  await db.sql('select pg_terminate_backend($1)', [pid]);
  const next = await vi.waitUntil(async () => {
    const found = await listening();
    return found === pid ? undefined : found;
  });
  expect(next).not.toBe(pid);
  const id = await addEvent(db, 'again');
  await vi.waitFor(async () => expect(await effectsOf(db, id)).toEqual(['again']), { timeout: 5_000 });
});

test('outlives the loss of all its connections at once', async () => {
  start([recording('survivor', 'survivor')]);
  await listening();
  const ids: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    ids.push(await addEvent(db, 'survivor'));
    await db.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await wait(50);
  }
  for (const id of ids) {
    await vi.waitFor(async () => expect(await effectsOf(db, id)).toEqual(['survivor']), { timeout: 10_000 });
  }
});

test('deletes what is done and old', async () => {
  await db.sql(
    `insert into outbox_event (topic, key, payload, created_at, fanned_out_at)
     values ('ancient', 'k', '{}', '2020-01-01', '2020-01-01')`,
  );
  start([]);
  await vi.waitFor(async () => expect(await db.sql(`select 1 from outbox_event where topic = 'ancient'`)).toEqual([]));
});
