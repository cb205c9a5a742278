import { expect, test } from 'vitest';
import { disableAccount } from '../../../../src/modules/identity/disable-account.js';
import type { SessionTokens } from '../../../../src/modules/identity/sessions/issue-tokens.js';
import { refreshSession } from '../../../../src/modules/identity/sessions/refresh-session.js';
import { signOut } from '../../../../src/modules/identity/sessions/sign-out.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import {
  auditVerbs,
  identityRows,
  makeAccount,
  operator,
  sessionSettings,
  signedInAs,
} from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock, poolSize: 10 });

async function refresh({ refreshToken }: Pick<SessionTokens, 'refreshToken'>, settings = sessionSettings) {
  const result = await db.transaction((tx) => refreshSession(tx, settings, { refreshToken }));
  return result.ok ? result.tokens : null;
}

async function refreshed(tokens: SessionTokens): Promise<SessionTokens> {
  const next = await refresh(tokens);
  if (next === null) throw new Error('The session was not refreshed.');
  return next;
}

test('gives new tokens for the session and does not prolong it', async () => {
  await makeAccount(db, 'rotator');
  const first = await signedInAs(db, 'rotator');
  clock.advance(60_000);
  const second = await refreshed(first);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.accessToken).not.toBe(first.accessToken);
  expect(second.accessExpiresAt).toEqual(new Date(clock.now().getTime() + 600_000));
  expect(second.refreshExpiresAt).toEqual(first.refreshExpiresAt);
  expect(await refresh(second)).not.toBeNull();
});

test('ends with the session after twelve hours; the last access token ends with it', async () => {
  await makeAccount(db, 'ender');
  let tokens = await signedInAs(db, 'ender');
  clock.set(new Date(tokens.refreshExpiresAt.getTime() - 1_000));
  tokens = await refreshed(tokens);
  expect(tokens.accessExpiresAt).toEqual(tokens.refreshExpiresAt);
  clock.advance(1_000);
  expect(await refresh(tokens)).toBeNull();
});

test('a token that comes a second time ends the whole session, and only that one', async () => {
  const { id } = await makeAccount(db, 'copied');
  const first = await signedInAs(db, 'copied');
  const other = await signedInAs(db, 'copied');
  const second = await refreshed(first);
  expect(await refresh(first)).toBeNull();
  expect(await refresh(second)).toBeNull();
  expect(await refresh(other)).not.toBeNull();
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'sign-in', 'sign-in', 'end-copied-session']);
});

test('of many refreshes at once one succeeds, and the copy ends the session', async () => {
  const { id } = await makeAccount(db, 'racer');
  const first = await signedInAs(db, 'racer');
  const results = await Promise.all(Array.from({ length: 8 }, () => refresh(first)));
  const winners = results.filter((tokens) => tokens !== null);
  expect(winners).toHaveLength(1);
  for (const winner of winners) expect(await refresh(winner)).toBeNull();
  expect(await db.sql('select 1 from refresh_token where account_id = $1 and revoked_at is null', [id])).toEqual([]);
});

test('is dead after sign-out, with any token of the session', async () => {
  await makeAccount(db, 'out');
  const first = await signedInAs(db, 'out');
  const second = await refreshed(first);
  await db.transaction((tx) => signOut(tx, { refreshToken: first.refreshToken }));
  expect(await refresh(second)).toBeNull();
});

test('is dead as soon as the account is disabled', async () => {
  const { id } = await makeAccount(db, 'disabled');
  const tokens = await signedInAs(db, 'disabled');
  await db.transaction((tx) => disableAccount(tx, operator, { accountId: id }));
  expect(await refresh(tokens)).toBeNull();
});

test('disabling while many refresh ends everything without a deadlock', async () => {
  const { id } = await makeAccount(db, 'contended');
  const sessions = [];
  for (let count = 0; count < 4; count += 1) sessions.push(await signedInAs(db, 'contended'));
  await Promise.all([
    ...sessions.map((tokens) => refresh(tokens)),
    db.transaction((tx) => disableAccount(tx, operator, { accountId: id })),
    ...sessions.map((tokens) => refresh(tokens)),
  ]);
  expect(await db.sql('select 1 from refresh_token where account_id = $1 and revoked_at is null', [id])).toEqual([]);
});

test('a demo account is refused once the installation is in production', async () => {
  await makeAccount(db, 'demo', { demo: true });
  const tokens = await signedInAs(db, 'demo');
  expect(await refresh(tokens, { ...sessionSettings, mode: 'production' })).toBeNull();
});

test('an unknown token is refused and changes nothing', async () => {
  const before = await identityRows(db);
  expect(await refresh({ refreshToken: 'unknown' })).toBeNull();
  expect(await identityRows(db)).toEqual(before);
});
