import { afterAll, describe, expect, it } from 'vitest';
import { HeadFollower } from '../../../src/modules/ledger/head-follower.js';
import { resolveSequence } from '../../../src/modules/ledger/resolve-sequence.js';
import { testDatabase } from '../../support/test-database.js';
import { releaseSomething } from './release-something.js';

const db = await testDatabase();
const nothing = { load: async () => null, advance: async () => null };
const follower = await HeadFollower.start(db, nothing, () => undefined);
afterAll(() => follower.stop());

describe('resolveSequence', () => {
  it('without a wish: what this node knows', async () => {
    const { sequence } = await releaseSomething(db);
    await follower.catchUp();
    expect(await resolveSequence(follower, {})).toBe(sequence);
  });

  it('at: exactly there, also when this node has not heard of it yet', async () => {
    const { sequence } = await releaseSomething(db);
    expect(await resolveSequence(follower, { at: sequence.toString() })).toBe(sequence);
    expect(await resolveSequence(follower, { at: '0' })).toBe(0n);
    const beyond = { at: (sequence + 1n).toString() };
    const details = { head: sequence.toString() };
    await expect(resolveSequence(follower, beyond)).rejects.toMatchObject({ code: 'SEQUENCE_AHEAD', details });
  });

  it('atLeast: waits for it, and gives up after two seconds', async () => {
    const head = (await releaseSomething(db)).sequence;
    expect(await resolveSequence(follower, { atLeast: head.toString() })).toBe(head);
    const waiting = resolveSequence(follower, { atLeast: (head + 1n).toString() });
    await releaseSomething(db);
    expect(await waiting).toBe(head + 1n);
    const started = performance.now();
    await expect(resolveSequence(follower, { atLeast: (head + 2n).toString() })).rejects.toMatchObject({
      code: 'NOT_YET_VISIBLE',
      details: { sequence: (head + 1n).toString() },
    });
    expect(performance.now() - started).toBeGreaterThan(1_900);
  });

  it('refuses what is no sequence and a wish that contradicts itself', async () => {
    for (const at of ['-1', '1.5', '01', 'x', '', '9223372036854775808']) {
      await expect(resolveSequence(follower, { at })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    await expect(resolveSequence(follower, { at: '1', atLeast: '2' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
