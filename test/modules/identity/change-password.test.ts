import { expect, test } from 'vitest';
import { changePassword } from '../../../src/modules/identity/change-password.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import {
  actorWith,
  auditVerbs,
  cheapCost,
  identityRows,
  makeAccount,
  rightPassword,
  signedInAs,
  trySignIn,
} from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const newPassword = 'another horse battery';

function change(accountId: string, currentPassword: string, wanted = newPassword): Promise<boolean> {
  const actor = actorWith('EDITOR', '310107', accountId);
  return db.transaction((tx) =>
    changePassword(tx, actor, { currentPassword, newPassword: wanted, passwordCost: cheapCost }),
  );
}

test('the new password opens, the old one and all sessions are dead', async () => {
  const { id } = await makeAccount(db, 'changer');
  await signedInAs(db, 'changer');
  expect(await change(id, rightPassword)).toBe(true);
  expect(await db.sql('select 1 from refresh_token where revoked_at is null')).toEqual([]);
  expect(await trySignIn(db, 'changer')).toBeNull();
  expect(await trySignIn(db, 'changer', { password: newPassword })).not.toBeNull();
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'sign-in', 'change-password', 'sign-in']);
});

test('a wrong current password changes nothing but the count of wrong ones', async () => {
  const { id } = await makeAccount(db, 'guessed');
  expect(await change(id, 'wrong password')).toBe(false);
  expect(await db.sql('select failed_attempts from account where id = $1', [id])).toEqual([{ failed_attempts: 1 }]);
  expect(await trySignIn(db, 'guessed')).not.toBeNull();
});

test('guessing the current password is stopped like guessing at sign-in', async () => {
  const { id } = await makeAccount(db, 'hammered');
  for (let attempt = 0; attempt < 5; attempt += 1) expect(await change(id, 'wrong password')).toBe(false);
  expect(await change(id, rightPassword)).toBe(false);
  clock.advance(15 * 60_000);
  expect(await change(id, rightPassword)).toBe(true);
});

test('a poor new password is refused before anything is tried', async () => {
  const { id } = await makeAccount(db, 'poor');
  const before = await identityRows(db);
  await expect(change(id, rightPassword, 'short')).rejects.toMatchObject({
    errors: [{ code: 'INVALID', path: ['newPassword'] }],
  });
  await expect(change(id, rightPassword, 'my POOR little password')).rejects.toMatchObject({
    errors: [{ code: 'INVALID', path: ['newPassword'] }],
  });
  expect(await identityRows(db)).toEqual(before);
});

test('an actor without an account has no password to change', async () => {
  const before = await identityRows(db);
  expect(await change('00000000-0000-4000-8000-0000000000ff', rightPassword)).toBe(false);
  expect(await identityRows(db)).toEqual(before);
});
