import { describe, expect, it, onTestFinished } from 'vitest';
import { HeadFollower } from '../../../src/modules/ledger/head-follower.js';
import type { LedgerEntry } from '../../../src/modules/ledger/ledger-entry.js';
import type { Sequence } from '../../../src/modules/ledger/sequence.js';
import { testDatabase } from '../../support/test-database.js';
import { releaseSomething } from './release-something.js';

const db = await testDatabase();

interface Seen {
  readonly loadedAt: Sequence;
  readonly sequences: readonly Sequence[];
}

const remembering = {
  load: async (at: Sequence): Promise<Seen> => ({ loadedAt: at, sequences: [] }),
  advance: async (state: Seen, entries: readonly LedgerEntry[]): Promise<Seen> => ({
    ...state,
    sequences: [...state.sequences, ...entries.map((entry) => entry.sequence)],
  }),
};

async function follow(): Promise<HeadFollower<Seen>> {
  const follower = await HeadFollower.start(db, remembering, (error) => expect(error).toBeNull());
  onTestFinished(() => follower.stop());
  return follower;
}

describe('HeadFollower', () => {
  it('starts at the head and takes in every later entry once, in order', async () => {
    await releaseSomething(db);
    const follower = await follow();
    const start = follower.current().sequence;
    expect(follower.current().state).toEqual({ loadedAt: start, sequences: [] });
    await Promise.all(Array.from({ length: 20 }, () => releaseSomething(db)));
    await Promise.all([follower.catchUp(), follower.catchUp(), follower.catchUp()]);
    const expected = Array.from({ length: 20 }, (_, index) => start + BigInt(index + 1));
    expect(follower.current()).toEqual({ sequence: start + 20n, state: { loadedAt: start, sequences: expected } });
  });

  it('hears of releases of others by itself', async () => {
    const follower = await follow();
    const { sequence } = await releaseSomething(db);
    expect(await follower.waitFor(sequence, 400)).toBe(true);
    expect(follower.current().sequence).toBe(sequence);
  });

  it('says so when it has waited in vain', async () => {
    const follower = await follow();
    expect(await follower.waitFor(follower.current().sequence + 5n, 50)).toBe(false);
    expect(await follower.waitFor(follower.current().sequence, 0)).toBe(true);
  });

  it('stops for good while releases keep coming, and gives every connection back', async () => {
    const follower = await follow();
    const releases = Array.from({ length: 20 }, () => releaseSomething(db));
    await releases[3];
    await follower.stop();
    const { sequence } = follower.current();
    await Promise.all(releases);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(follower.current().sequence).toBe(sequence);
    expect(db.pool.totalCount - db.pool.idleCount).toBe(0);
  });

  it('listens again when its connection is lost', async () => {
    const follower = await follow();
    await db.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen ledger' and datname = current_database()`,
    );
    await expect
      .poll(
        async () =>
          (
            await db.sql(
              `select 1 from pg_stat_activity where query = 'listen ledger' and datname = current_database()`,
            )
          ).length,
        { timeout: 5_000 },
      )
      .toBe(1);
    const { sequence } = await releaseSomething(db);
    expect(await follower.waitFor(sequence, 2_000)).toBe(true);
  });

  it('states of an older sequence stay as they were', async () => {
    const follower = await follow();
    const before = follower.current();
    const copy = structuredClone(before.state);
    await releaseSomething(db);
    await follower.catchUp();
    expect(before.state).toEqual(copy);
    expect(follower.current().sequence).toBe(before.sequence + 1n);
  });
});
