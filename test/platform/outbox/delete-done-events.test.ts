import { expect, test } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { deleteDoneEvents } from '../../../src/platform/outbox/delete-done-events.js';
import type { Handler } from '../../../src/platform/outbox/handler.js';
import { drainOutbox } from '../../../src/platform/outbox/relay.js';
import { defaultRetries } from '../../../src/platform/outbox/retry.js';
import { testDatabase } from '../../support/test-database.js';
import { addEvent, deliveriesOf, recording } from '../../support/outbox.js';

const week = 7 * 24 * 3_600_000;
const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
await db.sql('create table effect (event_id bigint, handler text)');

function events(): Promise<{ topic: string }[]> {
  return db.sql<{ topic: string }>('select topic from outbox_event order by id');
}

test('deletes what everybody has done a week ago, and nothing that somebody still waits for', async () => {
  const bad: Handler = { name: 'bad', topics: ['parked'], handle: () => Promise.reject(new Error('no')) };
  const done = await addEvent(db, 'done');
  await addEvent(db, 'parked');
  await addEvent(db, 'unwanted');
  const handlers = [recording('a', 'done'), recording('b', 'parked'), bad];
  await drainOutbox(db, handlers, { retries: { ...defaultRetries, maxAttempts: 1 } });
  clock.advance(week);
  await addEvent(db, 'young');
  await drainOutbox(db, [recording('a', 'young')]);
  expect(await deleteDoneEvents(db)).toBe(0);
  clock.advance(1);
  await addEvent(db, 'fresh');
  expect(await deleteDoneEvents(db)).toBe(2);
  expect(await events()).toEqual([{ topic: 'parked' }, { topic: 'young' }, { topic: 'fresh' }]);
  expect(await deliveriesOf(db, done)).toEqual([]);
});

test('goes on until nothing old is left, however much it is', async () => {
  await db.sql('delete from outbox_event');
  await db.sql(
    `insert into outbox_event (topic, key, payload, created_at, fanned_out_at)
     select 'old', n::text, '{}', '2026-01-01', '2026-01-01' from generate_series(1, 2500) n`,
  );
  expect(await deleteDoneEvents(db)).toBe(2_500);
  expect(await events()).toEqual([]);
});

test('begins nothing once it was told to stop', async () => {
  await db.sql(
    `insert into outbox_event (topic, key, payload, created_at, fanned_out_at)
     values ('old', 'k', '{}', '2026-01-01', '2026-01-01')`,
  );
  expect(await deleteDoneEvents(db, AbortSignal.abort())).toBe(0);
  expect(await events()).toHaveLength(1);
});
