import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { changePassword } from '../../../../src/modules/identity/change-password.js';
import { disableAccount } from '../../../../src/modules/identity/disable-account.js';
import { grantRole } from '../../../../src/modules/identity/grant-role.js';
import { revokeRole } from '../../../../src/modules/identity/revoke-role.js';
import { authenticate } from '../../../../src/modules/identity/sessions/authenticate.js';
import { refreshSession } from '../../../../src/modules/identity/sessions/refresh-session.js';
import { signOut } from '../../../../src/modules/identity/sessions/sign-out.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import {
  cheapCost,
  makeAccount,
  operator,
  rightPassword,
  sessionSettings,
  signedInAs,
} from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const refused = { code: 'UNAUTHENTICATED' };

function actorOf(accessToken: string, settings = sessionSettings): Promise<Actor> {
  return authenticate(db, { accessToken, settings, clock });
}

test('tells who acts, with what is granted now', async () => {
  const { id } = await makeAccount(db, 'reader', { displayName: '赵六' });
  const { accessToken } = await signedInAs(db, 'reader');
  expect(await actorOf(accessToken)).toEqual({ accountId: id, displayName: '赵六', grants: [] });
});

test('a role counts, and stops to count, with the very next request', async () => {
  const { id } = await makeAccount(db, 'changing');
  const { accessToken } = await signedInAs(db, 'changing');
  const change = { accountId: id, role: 'EDITOR', scope: '310107', scopes: ['310107'] } as const;
  await db.transaction((tx) => grantRole(tx, operator, change));
  expect((await actorOf(accessToken)).grants).toEqual([{ role: 'EDITOR', scope: '310107' }]);
  await db.transaction((tx) => revokeRole(tx, operator, change));
  expect((await actorOf(accessToken)).grants).toEqual([]);
});

test('lives for ten minutes and not a second longer', async () => {
  await makeAccount(db, 'brief');
  const { accessToken } = await signedInAs(db, 'brief');
  clock.advance(10 * 60_000 - 1_000);
  expect(await actorOf(accessToken)).toMatchObject({ displayName: 'brief' });
  clock.advance(1_000);
  await expect(actorOf(accessToken)).rejects.toMatchObject(refused);
});

describe('a token is dead at once', () => {
  test('after sign-out', async () => {
    await makeAccount(db, 'out');
    const tokens = await signedInAs(db, 'out');
    await db.transaction((tx) => signOut(tx, tokens));
    await expect(actorOf(tokens.accessToken)).rejects.toMatchObject(refused);
  });

  test('after its refresh token was copied', async () => {
    await makeAccount(db, 'copied');
    const tokens = await signedInAs(db, 'copied');
    for (let use = 0; use < 2; use += 1) await db.transaction((tx) => refreshSession(tx, sessionSettings, tokens));
    await expect(actorOf(tokens.accessToken)).rejects.toMatchObject(refused);
  });

  test('after its account was disabled', async () => {
    const { id } = await makeAccount(db, 'disabled');
    const { accessToken } = await signedInAs(db, 'disabled');
    await db.transaction((tx) => disableAccount(tx, operator, { accountId: id }));
    await expect(actorOf(accessToken)).rejects.toMatchObject(refused);
  });

  test('after the password was changed', async () => {
    await makeAccount(db, 'changer');
    const { accessToken } = await signedInAs(db, 'changer');
    const actor = await actorOf(accessToken);
    const input = { currentPassword: rightPassword, newPassword: 'another horse battery', passwordCost: cheapCost };
    await db.transaction((tx) => changePassword(tx, actor, input));
    await expect(actorOf(accessToken)).rejects.toMatchObject(refused);
  });

  test('after the secret of the installation was changed', async () => {
    await makeAccount(db, 'rekeyed');
    const { accessToken } = await signedInAs(db, 'rekeyed');
    const settings = { ...sessionSettings, secret: 'quite another secret of thirty-two bytes' };
    await expect(actorOf(accessToken, settings)).rejects.toMatchObject(refused);
  });

  test('of a demo account, once the installation is in production', async () => {
    await makeAccount(db, 'demo', { demo: true });
    const { accessToken } = await signedInAs(db, 'demo');
    expect(await actorOf(accessToken)).toMatchObject({ displayName: 'demo' });
    await expect(actorOf(accessToken, { ...sessionSettings, mode: 'production' })).rejects.toMatchObject(refused);
  });
});

describe('a token is refused that', () => {
  const key = new TextEncoder().encode(sessionSettings.secret);
  const claims = { sid: '00000000-0000-4000-8000-00000000000b', ver: 0 };

  function forge(header: { alg: string; typ?: string }, issuer = sessionSettings.issuer): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader(header)
      .setSubject('00000000-0000-4000-8000-00000000000a')
      .setIssuer(issuer)
      .setAudience(sessionSettings.audience)
      .setIssuedAt(clock.now())
      .setExpirationTime(new Date(clock.now().getTime() + 60_000))
      .sign(key);
  }

  test.each([
    ['is no token', async () => 'canary'],
    ['is empty', async () => ''],
    ['is of another algorithm', () => forge({ alg: 'HS512', typ: 'at+jwt' })],
    ['is of another type', () => forge({ alg: 'HS256', typ: 'JWT' })],
    ['is of another issuer', () => forge({ alg: 'HS256', typ: 'at+jwt' }, 'https://elsewhere.example')],
    ['names an account that is not there', () => forge({ alg: 'HS256', typ: 'at+jwt' })],
    [
      'is not signed',
      async () => {
        const [, payload] = (await forge({ alg: 'HS256', typ: 'at+jwt' })).split('.');
        return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
      },
    ],
  ])('%s', async (_, make) => {
    await expect(actorOf(await make())).rejects.toMatchObject(refused);
  });

  test('was changed in one letter', async () => {
    await makeAccount(db, 'tampered');
    const { accessToken } = await signedInAs(db, 'tampered');
    const [header, payload = '', signature] = accessToken.split('.');
    const other = payload.startsWith('A') ? 'B' : 'A';
    await expect(actorOf(`${header}.${other}${payload.slice(1)}.${signature}`)).rejects.toMatchObject(refused);
  });

  test('a secret that is too short is a fault of the installation', async () => {
    await expect(actorOf('a.b.c', { ...sessionSettings, secret: 'short' })).rejects.toThrow('shorter than 32 bytes');
  });
});
