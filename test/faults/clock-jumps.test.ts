import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { claimDeliveries } from '../../src/platform/outbox/claim-deliveries.js';
import { fanOut } from '../../src/platform/outbox/fan-out.js';
import type { Handler } from '../../src/platform/outbox/handler.js';
import { drainOutbox } from '../../src/platform/outbox/relay.js';
import { defaultRetries } from '../../src/platform/outbox/retry.js';
import { guide, settleCatalogue } from '../support/builders-content.js';
import { published } from '../support/builders-publication.js';
import { makeAccount, rightPassword } from '../support/identity.js';
import { addEvent, deliveriesOf, effectsOf, recording } from '../support/outbox.js';
import { testApp } from '../support/test-app.js';

const app = await testApp();
const { clock, db } = app;
await settleCatalogue(db);
await makeAccount(db, 'reader');
await db.sql('create table effect (event_id bigint, handler text)');

const minute = 60_000;
const back = -10 * minute;
const forward = 60 * minute;
const noon = '2026-03-02T04:00:00Z';

afterEach(() => {
  clock.set(noon);
});

test('releases keep their order and their times never go back', async () => {
  clock.set(noon);
  const releases = [];
  for (const jump of [0, back, 1, forward, 1, -forward, back, 0]) {
    clock.advance(jump);
    releases.push(await published(db, guide({ title: `时钟跳动${releases.length}` })));
  }
  const first = releases[0]?.sequence ?? 0n;
  expect(releases.map(({ sequence }) => sequence - first)).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
  const start = Date.parse(noon);
  const later = start + back + 1 + forward;
  expect(releases.map(({ at }) => at.getTime())).toEqual([
    start,
    start,
    start,
    later,
    later + 1,
    later + 1,
    later + 1,
    later + 1,
  ]);
  await app.store.follower.catchUp();
  const answer = await app.publicly({
    query: 'query ($after: Sequence!) { changes(after: $after) { edges { node { sequence at } } } }',
    variables: { after: String(first - 1n) },
  });
  const { changes } = z
    .object({
      changes: z.object({ edges: z.array(z.object({ node: z.object({ sequence: z.string(), at: z.string() }) })) }),
    })
    .parse(answer.data);
  expect(changes.edges.map(({ node }) => [BigInt(node.sequence), Date.parse(node.at)])).toEqual(
    releases.map(({ sequence, at }) => [sequence, at.getTime()]),
  );
});

describe('no session lives longer because the clock was set', () => {
  const tokens = z.object({
    done: z.object({ session: z.object({ accessToken: z.string(), refreshToken: z.string() }).nullable() }),
  });

  async function signIn(): Promise<{ accessToken: string; refreshToken: string }> {
    const { data } = await app.editorially({
      query: 'mutation ($input: SignInInput!) { done: signIn(input: $input) { session { accessToken refreshToken } } }',
      variables: { input: { login: 'reader', password: rightPassword } },
    });
    const { session } = tokens.parse(data).done;
    if (session === null) throw new Error('The reader could not sign in.');
    return session;
  }

  async function isKnown(accessToken: string): Promise<boolean> {
    const { data, errors } = await app.editorially({ query: '{ bodies { id } }' }, accessToken);
    const code = errors?.[0]?.extensions.code ?? null;
    if (code !== null && code !== 'UNAUTHENTICATED') throw new Error(`Neither known nor unknown: ${code}`);
    return code === null && data != null;
  }

  async function canRefresh(refreshToken: string): Promise<boolean> {
    const { data } = await app.editorially({
      query:
        'mutation ($input: RefreshSessionInput!) { done: refreshSession(input: $input) { session { accessToken refreshToken } } }',
      variables: { input: { refreshToken } },
    });
    return data != null && tokens.parse(data).done.session !== null;
  }

  test('back by ten minutes: what was issued later than now does not count', async () => {
    clock.set(noon);
    const { accessToken, refreshToken } = await signIn();
    expect(await isKnown(accessToken)).toBe(true);
    clock.advance(back);
    expect(await isKnown(accessToken)).toBe(false);
    expect(await canRefresh(refreshToken)).toBe(false);
    expect(await isKnown((await signIn()).accessToken)).toBe(true);
  });

  test('back by as little as two nodes may differ: nobody is thrown out', async () => {
    clock.set(noon);
    const { accessToken, refreshToken } = await signIn();
    clock.advance(-4_000);
    expect(await isKnown(accessToken)).toBe(true);
    expect(await canRefresh(refreshToken)).toBe(true);
  });

  test('forward by an hour: access has ended, the session goes on and ends no later', async () => {
    clock.set(noon);
    const { accessToken, refreshToken } = await signIn();
    clock.advance(forward);
    expect(await isKnown(accessToken)).toBe(false);
    expect(await canRefresh(refreshToken)).toBe(true);
    clock.advance(12 * forward);
    expect(await canRefresh(refreshToken)).toBe(false);
  });
});

describe('the outbox does not wait for a time that was taken back', () => {
  test('an event that was written and fanned out before', async () => {
    const handler = recording('jumped', 'jumped');
    clock.advance(forward);
    const id = await addEvent(db, 'jumped');
    await fanOut(db, [handler]);
    clock.advance(-forward);
    await drainOutbox(db, [handler]);
    expect(await effectsOf(db, id)).toEqual(['jumped']);
  });

  test('a delivery that rests after a failure rests no longer than it would', async () => {
    const good = recording('resting', 'resting');
    let fails = true;
    const shaky: Handler = {
      ...good,
      handle: (tx, event) => (fails ? Promise.reject(new Error('not yet')) : good.handle(tx, event)),
    };
    const id = await addEvent(db, 'resting');
    await drainOutbox(db, [shaky]);
    fails = false;
    // As far as the clock can tell it may still be at rest.
    await drainOutbox(db, [shaky]);
    expect(await effectsOf(db, id)).toEqual([]);
    clock.advance(back);
    await drainOutbox(db, [shaky]);
    expect(await effectsOf(db, id)).toEqual(['resting']);
  });

  test('what a dead worker had claimed; a living one may still end it, and only one of them does', async () => {
    const handler = recording('leased', 'leased');
    const id = await addEvent(db, 'leased');
    await fanOut(db, [handler]);
    await claimDeliveries(db, 'leased', { limit: 1, retries: defaultRetries });
    clock.advance(back);
    await drainOutbox(db, [handler]);
    await drainOutbox(db, [handler]);
    expect(await effectsOf(db, id)).toEqual(['leased']);
    expect(await deliveriesOf(db, id)).toMatchObject([{ state: 'DONE', attempts: 2 }]);
  });

  test('forward by an hour: what a living worker holds is done once', async () => {
    const good = recording('held', 'held');
    const id = await addEvent(db, 'held');
    const slow: Handler = {
      ...good,
      handle: async (tx, event) => {
        clock.advance(forward);
        await drainOutbox(db, [good]);
        await good.handle(tx, event);
      },
    };
    await drainOutbox(db, [slow]);
    await drainOutbox(db, [good]);
    expect(await effectsOf(db, id)).toEqual(['held']);
  });
});
