import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { claimDeliveries } from '../../../src/platform/outbox/claim-deliveries.js';
import { deliverTogether } from '../../../src/platform/outbox/deliver.js';
import { fanOut } from '../../../src/platform/outbox/fan-out.js';
import type { Handler } from '../../../src/platform/outbox/handler.js';
import { drainOutbox } from '../../../src/platform/outbox/relay.js';
import { defaultRetries } from '../../../src/platform/outbox/retry.js';
import { testDatabase } from '../../support/test-database.js';
import { addEvent, deliveriesOf, effectsOf, recording } from '../../support/outbox.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock, poolSize: 10 });
await db.sql('create table effect (event_id bigint, handler text)');

function failing(name: string, topic: string, until = Number.POSITIVE_INFINITY): Handler & { attempts: number } {
  const good = recording(name, topic);
  const handler = {
    ...good,
    attempts: 0,
    handle: async (...args: Parameters<Handler['handle']>) => {
      handler.attempts += 1;
      await good.handle(...args);
      if (handler.attempts < until) throw new Error(`receiver is away\nwith token canary`);
    },
  };
  return handler;
}

test('gives an event once to every handler of its topic and to no other', async () => {
  const id = await addEvent(db, 'once');
  const handlers = [recording('search', 'once'), recording('feeds', 'once'), recording('other', 'another')];
  await drainOutbox(db, handlers);
  await drainOutbox(db, handlers);
  expect(await effectsOf(db, id)).toEqual(['feeds', 'search']);
  expect(await deliveriesOf(db, id)).toMatchObject([
    { handler: 'feeds', state: 'DONE', attempts: 1, last_error: null },
    { handler: 'search', state: 'DONE', attempts: 1, last_error: null },
  ]);
});

test('hands over the event as it was written', async () => {
  const id = await addEvent(db, 'whole', { version: 3 });
  const seen: unknown[] = [];
  await drainOutbox(db, [
    {
      name: 'seer',
      topics: ['whole'],
      handle: async (_tx, event) => {
        seen.push(event);
      },
    },
  ]);
  expect(seen).toEqual([{ id, topic: 'whole', key: 'k', payload: { version: 3 }, createdAt: clock.now() }]);
});

test('two relays at once leave exactly one effect for every event and handler', async () => {
  const ids = await Promise.all(Array.from({ length: 120 }, () => addEvent(db, 'race')));
  const handlers = [recording('search', 'race'), recording('feeds', 'race')];
  await Promise.all([drainOutbox(db, handlers), drainOutbox(db, handlers), drainOutbox(db, handlers)]);
  for (const id of ids) expect(await effectsOf(db, id)).toEqual(['feeds', 'search']);
});

test('works what a handler adds while it drains', async () => {
  let follower = '';
  const chain: Handler = {
    name: 'chain',
    topics: ['first'],
    handle: async (tx) => {
      follower = await addEvent(tx, 'second');
    },
  };
  await addEvent(db, 'first');
  await drainOutbox(db, [chain, recording('last', 'second')]);
  expect(await effectsOf(db, follower)).toEqual(['last']);
});

test('hands an event only to handlers of its kinds, and one without kinds to everybody', async () => {
  const told = await addEvent(db, 'kinds', { kinds: ['B', 'C'] });
  const untold = await addEvent(db, 'kinds');
  const handlers = [
    { ...recording('a', 'kinds'), kinds: ['A'] },
    { ...recording('b', 'kinds'), kinds: ['A', 'B'] },
    recording('all', 'kinds'),
  ];
  await drainOutbox(db, handlers);
  expect(await effectsOf(db, told)).toEqual(['all', 'b']);
  expect(await effectsOf(db, untold)).toEqual(['a', 'all', 'b']);
});

describe('a handler of many at a time', () => {
  function gathering(topic: string): Handler & { gathered: string[][] } {
    const alone = recording(topic, topic);
    const handler = {
      ...alone,
      gathered: [] as string[][],
      handleTogether: async (...[tx, events]: Parameters<NonNullable<Handler['handleTogether']>>) => {
        handler.gathered.push(events.map((event) => event.id));
        for (const event of events) await alone.handle(tx, event);
        if (events.some((event) => isBad(event.payload))) throw new Error('one is bad');
      },
      handle: async (...[tx, event]: Parameters<Handler['handle']>) => {
        await alone.handle(tx, event);
        if (isBad(event.payload)) throw new Error('one is bad');
      },
    };
    return handler;
  }
  const isBad = (payload: unknown): boolean => JSON.stringify(payload).includes('bad');

  test('takes them in one commit', async () => {
    const ids = [await addEvent(db, 'many'), await addEvent(db, 'many'), await addEvent(db, 'many')];
    const handler = gathering('many');
    await drainOutbox(db, [handler]);
    expect(handler.gathered).toEqual([ids]);
    for (const id of ids) {
      expect(await effectsOf(db, id)).toEqual(['many']);
      expect(await deliveriesOf(db, id)).toMatchObject([{ state: 'DONE', attempts: 1, last_error: null }]);
    }
  });

  test('where one is bad the others are done all the same, each once', async () => {
    const good = await addEvent(db, 'mixed-bag');
    const bad = await addEvent(db, 'mixed-bag', { bad: true });
    const last = await addEvent(db, 'mixed-bag');
    await drainOutbox(db, [gathering('mixed-bag')]);
    expect(await effectsOf(db, good)).toEqual(['mixed-bag']);
    expect(await effectsOf(db, bad)).toEqual([]);
    expect(await effectsOf(db, last)).toEqual(['mixed-bag']);
    expect(await deliveriesOf(db, bad)).toMatchObject([{ state: 'WAITING', attempts: 1, last_error: 'one is bad' }]);
  });

  test('leaves out what somebody else has by now', async () => {
    const ids = [await addEvent(db, 'taken'), await addEvent(db, 'taken')];
    const handler = gathering('taken');
    await fanOut(db, [handler]);
    const claims = await claimDeliveries(db, 'taken', { limit: 9, retries: defaultRetries });
    await db.sql('update outbox_delivery set attempts = 2 where event_id = $1', [ids[0]]);
    expect(await deliverTogether(db, handler, claims)).toBe(true);
    expect(handler.gathered).toEqual([[ids[1]]]);
    expect(await effectsOf(db, ids[0] ?? '')).toEqual([]);
  });
});

describe('a handler that fails', () => {
  test('leaves nothing behind, keeps nobody waiting, and is tried again later and later', async () => {
    const id = await addEvent(db, 'shaky');
    const bad = failing('shaky', 'shaky');
    const good = recording('steady', 'shaky');
    const errors: unknown[] = [];
    const onError = (error: unknown): number => errors.push(error);
    await drainOutbox(db, [bad, good], { onError });
    expect(await effectsOf(db, id)).toEqual(['steady']);
    expect(errors).toHaveLength(1);
    const rests: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const [delivery] = await deliveriesOf(db, id);
      expect(delivery).toMatchObject({ handler: 'shaky', state: 'WAITING', attempts: attempt });
      const rest = new Date(delivery?.due_at ?? '').getTime() - clock.now().getTime();
      rests.push(rest);
      clock.advance(rest - 1);
      await drainOutbox(db, [bad, good]);
      expect(bad.attempts).toBe(attempt);
      clock.advance(1);
      await drainOutbox(db, [bad, good]);
      expect(bad.attempts).toBe(attempt + 1);
    }
    for (const [index, rest] of rests.entries()) {
      const full = defaultRetries.firstDelay * 2 ** index;
      expect(rest).toBeGreaterThanOrEqual(full / 2);
      expect(rest).toBeLessThanOrEqual(full);
    }
    expect(await effectsOf(db, id)).toEqual(['steady']);
  });

  test('takes effect once when it succeeds in the end', async () => {
    const id = await addEvent(db, 'late');
    const late = failing('late', 'late', 3);
    for (let round = 0; round < 4; round += 1) {
      await drainOutbox(db, [late]);
      clock.advance(60_000);
    }
    expect(late.attempts).toBe(3);
    expect(await effectsOf(db, id)).toEqual(['late']);
    expect(await deliveriesOf(db, id)).toMatchObject([{ state: 'DONE', attempts: 3, last_error: null }]);
  });

  test('is parked after its attempts with one line of the message, while others of its topic flow', async () => {
    const retries = { ...defaultRetries, maxAttempts: 3 };
    const bad = failing('poisoned', 'poison');
    const id = await addEvent(db, 'poison');
    for (let round = 0; round < 6; round += 1) {
      await drainOutbox(db, [bad], { retries });
      clock.advance(retries.longestDelay);
    }
    expect(bad.attempts).toBe(3);
    expect(await deliveriesOf(db, id)).toMatchObject([
      { state: 'PARKED', attempts: 3, last_error: 'receiver is away', done_at: null },
    ]);
    const next = await addEvent(db, 'poison');
    await drainOutbox(db, [recording('poisoned', 'poison')], { retries });
    expect(await effectsOf(db, next)).toEqual(['poisoned']);
    expect(await effectsOf(db, id)).toEqual([]);
  });
});

describe('a worker that dies', () => {
  test('with its connection, in the middle of a handler: undone, then done once', async () => {
    const id = await addEvent(db, 'cut');
    const good = recording('cut', 'cut');
    let cuts = 0;
    const cut: Handler = {
      ...good,
      handle: async (tx, event) => {
        await good.handle(tx, event);
        if (cuts > 0) return;
        cuts += 1;
        const [row] = await tx.sql<{ pid: number }>('select pg_backend_pid() as pid');
        await db.sql('select pg_terminate_backend($1)', [row?.pid]);
        await tx.sql('select 1');
      },
    };
    await drainOutbox(db, [cut]);
    expect(await effectsOf(db, id)).toEqual([]);
    clock.advance(defaultRetries.firstDelay);
    await drainOutbox(db, [cut]);
    expect(await effectsOf(db, id)).toEqual(['cut']);
  });

  test('after claiming: what it held comes back when the lease is over, not before', async () => {
    const id = await addEvent(db, 'leased');
    const handler = recording('leased', 'leased');
    await fanOut(db, [handler]);
    const claims = await claimDeliveries(db, 'leased', { limit: 10, retries: defaultRetries });
    expect(claims.map((claim) => [claim.event.id, claim.attempt])).toEqual([[id, 1]]);
    clock.advance(defaultRetries.lease - 1);
    await drainOutbox(db, [handler]);
    expect(await effectsOf(db, id)).toEqual([]);
    clock.advance(1);
    await drainOutbox(db, [handler]);
    expect(await effectsOf(db, id)).toEqual(['leased']);
  });

  test('at every attempt: the delivery is parked in the end', async () => {
    const id = await addEvent(db, 'deadly');
    const retries = { ...defaultRetries, maxAttempts: 2 };
    const handler = recording('deadly', 'deadly');
    await drainOutbox(db, [{ ...handler, handle: () => Promise.reject(new Error('no')) }], { retries });
    for (let round = 0; round < 3; round += 1) {
      clock.advance(retries.longestDelay);
      await claimDeliveries(db, 'deadly', { limit: 10, retries });
    }
    clock.advance(retries.longestDelay);
    await drainOutbox(db, [handler], { retries });
    expect(await effectsOf(db, id)).toEqual([]);
    expect(await deliveriesOf(db, id)).toMatchObject([
      { state: 'PARKED', attempts: 2, last_error: 'Its worker died at every attempt.' },
    ]);
  });
});
