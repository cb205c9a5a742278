import { expect, test } from 'vitest';
import { createAccount } from '../../../src/modules/identity/create-account.js';
import { grantRoleOn } from '../../../src/modules/jurisdictions/grant-role-on.js';
import { revokeRoleOn } from '../../../src/modules/jurisdictions/revoke-role-on.js';
import { testDatabase } from '../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from './refusals.js';
import { actorWith, drafter, ids, operator, settle } from './small-country.js';

const db = await testDatabase();
await settle(db);
const account = await db.transaction(async (tx) => {
  const { id } = await createAccount(tx, operator, {
    login: 'someone',
    displayName: '某人',
    password: 'a long enough password',
    passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  });
  await grantRoleOn(tx, operator, { accountId: id, role: 'DRAFTER', scope: ids.putuoCivil });
  return grantRoleOn(tx, operator, { accountId: id, role: 'DRAFTER', scope: '310107005' });
});
const putuoOperator = actorWith({ role: 'OPERATOR', scope: '310107' });
const input = { accountId: account.id, role: 'DRAFTER' as const, scope: '310107005' };

test('nobody but an OPERATOR there or above takes a role away', async () => {
  const others = [actorWith(), drafter, actorWith({ role: 'OPERATOR', scope: '310101' })];
  expect(await codesFor(db, others, (tx, actor) => revokeRoleOn(tx, actor, input))).toEqual(['FORBIDDEN']);
});

test('it ends on that scope and stays on others; a second time there is nothing to take', async () => {
  const after = await db.transaction((tx) => revokeRoleOn(tx, putuoOperator, input));
  expect(after.grants.map((grant) => grant.scope)).toEqual([ids.putuoCivil]);
  expect(await codeOf(db, (tx) => revokeRoleOn(tx, putuoOperator, input))).toBe('NOT_FOUND');
});

test('an unknown scope and an unknown account are refused', async () => {
  expect(await faultsOf(db, (tx) => revokeRoleOn(tx, operator, { ...input, scope: '999999' }))).toEqual([
    'INVALID scope',
  ]);
  expect(await codeOf(db, (tx) => revokeRoleOn(tx, operator, { ...input, accountId: 'nobody' }))).toBe('NOT_FOUND');
});
