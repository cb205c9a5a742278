import { expect, test } from 'vitest';
import { signOut } from '../../../../src/modules/identity/sessions/sign-out.js';
import { auditVerbs, identityRows, makeAccount, signedInAs } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';

const db = await testDatabase();

test('ends this session and no other', async () => {
  const { id } = await makeAccount(db, 'leaver');
  const here = await signedInAs(db, 'leaver');
  await signedInAs(db, 'leaver');
  await db.transaction((tx) => signOut(tx, { refreshToken: here.refreshToken }));
  const rows = await db.sql(
    'select revoked_at is not null as revoked from refresh_token where account_id = $1 order by 1',
    [id],
  );
  expect(rows).toEqual([{ revoked: false }, { revoked: true }]);
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'sign-in', 'sign-in', 'sign-out']);
});

test('a second time, or with an unknown token, changes nothing', async () => {
  await makeAccount(db, 'twice');
  const { refreshToken } = await signedInAs(db, 'twice');
  await db.transaction((tx) => signOut(tx, { refreshToken }));
  const before = await identityRows(db);
  await db.transaction((tx) => signOut(tx, { refreshToken }));
  await db.transaction((tx) => signOut(tx, { refreshToken: 'unknown' }));
  expect(await identityRows(db)).toEqual(before);
});
