import { expect, test } from 'vitest';
import { disableAccount } from '../../../src/modules/identity/disable-account.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import {
  actorWith,
  auditVerbs,
  identityRows,
  makeAccount,
  operator,
  signedInAs,
  trySignIn,
} from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

test('shuts the account and all its sessions', async () => {
  const { id } = await makeAccount(db, 'leaver');
  await signedInAs(db, 'leaver');
  await signedInAs(db, 'leaver');
  const account = await db.transaction((tx) => disableAccount(tx, operator, { accountId: id }));
  expect(account).toMatchObject({ id, active: false });
  expect(await db.sql('select 1 from refresh_token where revoked_at is null')).toEqual([]);
  expect(await trySignIn(db, 'leaver')).toBeNull();
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'sign-in', 'sign-in', 'disable-account']);
});

test('a second time changes nothing', async () => {
  const { id } = await makeAccount(db, 'twice');
  await db.transaction((tx) => disableAccount(tx, operator, { accountId: id }));
  const before = await identityRows(db);
  expect(await db.transaction((tx) => disableAccount(tx, operator, { accountId: id }))).toMatchObject({
    active: false,
  });
  expect(await identityRows(db)).toEqual(before);
});

test.each([
  ['an operator of one scope', actorWith('OPERATOR', '310107')],
  ['a supervisor everywhere', actorWith('SUPERVISOR', '*')],
])('%s may not, and leaves nothing behind', async (name, actor) => {
  const { id } = await makeAccount(db, `kept-${name.length}`);
  const before = await identityRows(db);
  const work = db.transaction((tx) => disableAccount(tx, actor, { accountId: id }));
  await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await identityRows(db)).toEqual(before);
});

test('an unknown account is not found', async () => {
  const work = db.transaction((tx) => disableAccount(tx, operator, { accountId: 'nobody' }));
  await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the last operator everywhere stays; a disabled one does not count', async () => {
  const ids = [(await makeAccount(db, 'root-1')).id, (await makeAccount(db, 'root-2')).id];
  const [first = '', second = ''] = ids;
  for (const accountId of ids) {
    const grant = { accountId, role: 'OPERATOR', scope: '*', scopes: [] } as const;
    await db.transaction((tx) => grantRole(tx, operator, grant));
  }
  await db.transaction((tx) => disableAccount(tx, operator, { accountId: first }));
  const before = await identityRows(db);
  const work = db.transaction((tx) => disableAccount(tx, operator, { accountId: second }));
  await expect(work).rejects.toMatchObject({ errors: [{ code: 'RULE_VIOLATION', path: ['accountId'] }] });
  expect(await identityRows(db)).toEqual(before);
});
