import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Handler } from '../../src/platform/outbox/handler.js';
import { drainOutbox } from '../../src/platform/outbox/relay.js';
import { fanOut } from '../../src/platform/outbox/fan-out.js';
import { defaultRetries } from '../../src/platform/outbox/retry.js';
import { addEvent, deliveriesOf, effectsOf, recording } from '../support/outbox.js';
import { testDatabase } from '../support/test-database.js';
import { dyingDatabase } from './dying-database.js';

const start = '2026-03-02T01:00:00Z';
const clock = new ManualClock(start);
const db = await testDatabase({ clock, poolSize: 6 });
await db.sql('create table effect (event_id bigint, handler text)');
const [own] = await db.sql<{ name: string }>('select current_database() as name');
const connection = { ...inject('postgres'), database: own?.name ?? '' };

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

const hooks = join(import.meta.dirname, '..', 'platform', 'embedded', 'fixtures', 'typescript-hooks.mjs');
const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', hooks];

/** A worker of its own, over the same store, with one event to handle. */
async function startWorker(handler: string, orders: object): Promise<{ child: ChildProcess; event: string }> {
  const event = await addEvent(db, handler);
  await fanOut(db, [recording(handler, handler)]);
  const words = { connection, now: clock.now().toISOString(), handler, ...orders };
  const child = spawn(
    process.execPath,
    [...flags, join(import.meta.dirname, 'fixtures', 'worker-child.ts'), JSON.stringify(words)],
    { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  children.push(child);
  return { child, event };
}

function ended(child: ChildProcess): Promise<unknown[]> {
  return once(child, 'exit');
}

async function doneOnce(event: string, handler: string): Promise<void> {
  expect(await effectsOf(db, event)).toEqual([handler]);
  expect(await deliveriesOf(db, event)).toMatchObject([{ handler, state: 'DONE', last_error: null }]);
}

describe('a worker that is killed', () => {
  test.each([
    { step: 'claimed', effects: 0 },
    { step: 'written', effects: 0 },
    { step: 'committing', effects: 1 },
    { step: 'committed', effects: 1 },
  ])('by kill -9 when it has $step: the event takes effect once', async ({ step, effects }) => {
    const handler = `killed-${step}`;
    const { child, event } = await startWorker(handler, { step, ends: 'dying' });
    expect(await ended(child)).toEqual([null, 'SIGKILL']);
    // The server may still be busy with the last words of the dead.
    await expect.poll(async () => (await effectsOf(db, event)).length).toBe(effects);
    await drainOutbox(db, [recording(handler, handler)]);
    expect(await effectsOf(db, event)).toHaveLength(effects);
    clock.advance(defaultRetries.lease);
    await drainOutbox(db, [recording(handler, handler)]);
    await doneOnce(event, handler);
  });

  test.each([
    ['before the words leave', 1],
    ['when they have left', 1],
    ['before the words leave', 2],
    ['when they have left', 2],
  ] as const)('at any of its statements, %s, with %i to deliver: each takes effect once', async (moment, count) => {
    const handler = `any-${moment.length}-${count}`;
    const work = together(recording(handler, handler));
    let statement = 1;
    for (; statement < 60; statement += 1) {
      const events = await Promise.all(Array.from({ length: count }, () => addEvent(db, handler)));
      const dying = await dyingDatabase(connection, { clock, dieAt: statement, moment });
      await Promise.race([drainOutbox(dying.db, [work]), dying.death]);
      const alive = dying.statements() < statement;
      await dying.bury();
      clock.advance(defaultRetries.lease);
      // The server may still be busy with the last words of the dead, and hold what they held.
      await expect
        .poll(async () => {
          await drainOutbox(db, [work]);
          const rows = await Promise.all(events.map((event) => deliveriesOf(db, event)));
          return rows.flat().map(({ state }) => state);
        })
        .toEqual(events.map(() => 'DONE'));
      for (const event of events) await doneOnce(event, handler);
      if (alive) break;
    }
    // Fan-out, claim, a delivery of four or more, and once more to see that nothing is left.
    expect(statement).toBeGreaterThan(8);
    expect(statement).toBeLessThan(60);
  });
});

/** Handles what it is given in one commit. */
function together(handler: Handler): Handler {
  return {
    ...handler,
    handleTogether: async (tx, events) => {
      for (const event of events) await handler.handle(tx, event);
    },
  };
}

describe('a worker that is stopped longer than its lease, and goes on', () => {
  test('after it claimed: another one has done it meanwhile', async () => {
    const handler = 'stopped-claimed';
    const { child, event } = await startWorker(handler, { step: 'claimed', ends: 'waiting' });
    await once(child, 'message');
    child.kill('SIGSTOP');
    child.send('go on');
    clock.advance(defaultRetries.lease);
    await drainOutbox(db, [recording(handler, handler)]);
    await doneOnce(event, handler);
    child.kill('SIGCONT');
    expect(await ended(child)).toEqual([0, null]);
    await doneOnce(event, handler);
  });

  test('in the middle of its handler: nobody else begins, and it ends what it began', async () => {
    const handler = 'stopped-written';
    const { child, event } = await startWorker(handler, { step: 'written', ends: 'waiting' });
    await once(child, 'message');
    child.kill('SIGSTOP');
    child.send('go on');
    clock.advance(defaultRetries.lease);
    await drainOutbox(db, [recording(handler, handler)]);
    expect(await effectsOf(db, event)).toEqual([]);
    child.kill('SIGCONT');
    expect(await ended(child)).toEqual([0, null]);
    await doneOnce(event, handler);
  });

  test('for so long that the server ends its transaction: another one does it, once', async () => {
    const handler = 'stopped-for-ever';
    const { child, event } = await startWorker(handler, { step: 'written', ends: 'waiting', idleLimit: 200 });
    await once(child, 'message');
    child.kill('SIGSTOP');
    child.send('go on');
    clock.advance(defaultRetries.lease);
    await expect
      .poll(async () => {
        await drainOutbox(db, [recording(handler, handler)]);
        return effectsOf(db, event);
      })
      .toEqual([handler]);
    child.kill('SIGCONT');
    expect(await ended(child)).toEqual([0, null]);
    await doneOnce(event, handler);
  });

  test('is given a minute by the server, as no release may wait for a stopped node longer', async () => {
    expect(await db.sql('show idle_in_transaction_session_timeout')).toEqual([
      { idle_in_transaction_session_timeout: '1min' },
    ]);
  });
});

test('two workers at once leave one effect each', async () => {
  const handler = 'two-at-once';
  const events = await Promise.all(Array.from({ length: 40 }, () => addEvent(db, handler)));
  const both = [recording(handler, handler)];
  await Promise.all([drainOutbox(db, both), drainOutbox(db, both)]);
  const effects = await db.sql<{ id: string }>(
    'select event_id::text as id from effect where handler = $1 order by event_id',
    [handler],
  );
  expect(effects.map(({ id }) => id)).toEqual(events.toSorted((a, b) => Number(a) - Number(b)));
});
