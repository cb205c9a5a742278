import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { recommendedCost } from '../../../../src/modules/identity/password.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import {
  auditVerbs,
  identityRows,
  makeAccount,
  sessionSettings,
  signedInAs,
  trySignIn,
} from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock, poolSize: 10 });
const quarter = 15 * 60_000;

async function failedAttempts(login: string): Promise<number | undefined> {
  const [row] = await db.sql<{ failed: number }>('select failed_attempts as failed from account where login = $1', [
    login,
  ]);
  return row?.failed;
}

test('opens a session of twelve hours with an access token of ten minutes', async () => {
  const { id } = await makeAccount(db, 'opener');
  const tokens = await signedInAs(db, 'Opener ');
  expect(tokens).toEqual({
    accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    accessExpiresAt: new Date(clock.now().getTime() + 10 * 60_000),
    refreshToken: expect.stringMatching(/^[\w-]{43}$/),
    refreshExpiresAt: new Date(clock.now().getTime() + 12 * 3_600_000),
  });
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'sign-in']);
});

test('keeps neither token', async () => {
  await makeAccount(db, 'keeper');
  const tokens = await signedInAs(db, 'keeper');
  const stored = JSON.stringify(await identityRows(db));
  expect(stored).not.toContain(tokens.refreshToken);
  expect(stored).not.toContain(tokens.accessToken);
});

test('clears away the sessions of this account that are over', async () => {
  const { id } = await makeAccount(db, 'cleaner');
  await signedInAs(db, 'cleaner');
  clock.advance(12 * 3_600_000 + 1);
  await signedInAs(db, 'cleaner');
  expect(await db.sql('select 1 from refresh_token where account_id = $1', [id])).toHaveLength(1);
});

test('an unknown login is refused like a wrong password, in a similar time', async () => {
  await makeAccount(db, 'timed', { passwordCost: recommendedCost });
  const settings = { ...sessionSettings, passwordCost: recommendedCost };
  const before = await identityRows(db);
  const timeOf = async (login: string): Promise<number> => {
    const start = performance.now();
    expect(await trySignIn(db, login, { password: 'wrong password', settings })).toBeNull();
    return performance.now() - start;
  };
  await timeOf('nobody');
  expect(await identityRows(db)).toEqual(before);
  const unknown = Math.min(await timeOf('nobody'), await timeOf('nobody'), await timeOf('nobody'));
  const known = Math.min(await timeOf('timed'), await timeOf('timed'), await timeOf('timed'));
  // Without the comparison in vain it would be about a twentieth.
  expect(unknown / known).toBeGreaterThan(0.15);
});

describe('lock-out', () => {
  test('after five wrong passwords even the right one is refused for a quarter of an hour', async () => {
    const { id } = await makeAccount(db, 'locked');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await trySignIn(db, 'locked', { password: 'wrong password' })).toBeNull();
    }
    expect(await trySignIn(db, 'locked')).toBeNull();
    clock.advance(quarter - 1);
    expect(await trySignIn(db, 'locked', { password: 'wrong password' })).toBeNull();
    expect(await trySignIn(db, 'locked')).toBeNull();
    clock.advance(1);
    expect(await trySignIn(db, 'locked')).not.toBeNull();
    expect(await auditVerbs(db, id)).toEqual(['create-account', 'lock-account', 'sign-in']);
  });

  test('the right password sets the count back', async () => {
    await makeAccount(db, 'forgetful');
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await trySignIn(db, 'forgetful', { password: 'wrong password' });
      }
      expect(await failedAttempts('forgetful')).toBe(4);
      expect(await trySignIn(db, 'forgetful')).not.toBeNull();
      expect(await failedAttempts('forgetful')).toBe(0);
    }
  });

  test('guesses made at the same time are counted one by one', async () => {
    await makeAccount(db, 'raced');
    const guesses = Array.from({ length: 12 }, () => trySignIn(db, 'raced', { password: 'wrong password' }));
    expect(await Promise.all(guesses)).toEqual(Array(12).fill(null));
    expect(await failedAttempts('raced')).toBe(5);
    expect(await trySignIn(db, 'raced')).toBeNull();
  });
});

describe('accounts of the demo', () => {
  const settings = { ...sessionSettings, mode: 'production' as const };

  test('sign in to a demo', async () => {
    await makeAccount(db, 'demo-1', { demo: true });
    expect(await trySignIn(db, 'demo-1')).not.toBeNull();
  });

  test('are refused in production, where real ones are not', async () => {
    await makeAccount(db, 'demo-2', { demo: true });
    await makeAccount(db, 'real');
    expect(await trySignIn(db, 'demo-2', { settings })).toBeNull();
    expect(
      await db.sql(`select 1 from refresh_token r join account a on a.id = r.account_id where login = 'demo-2'`),
    ).toEqual([]);
    expect(await trySignIn(db, 'real', { settings })).not.toBeNull();
  });
});
