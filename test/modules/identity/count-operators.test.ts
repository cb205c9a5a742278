import { expect, test } from 'vitest';
import { countOperators } from '../../../src/modules/identity/count-operators.js';
import { disableAccount } from '../../../src/modules/identity/disable-account.js';
import { findAccountId } from '../../../src/modules/identity/find-account-id.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import { makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

async function holder(login: string, more: { demo?: boolean; scope?: string; validUntil?: Date } = {}) {
  const { demo, scope = '*', validUntil } = more;
  const { id } = await makeAccount(db, login, { demo });
  const grant = { accountId: id, role: 'OPERATOR' as const, scope, scopes: [scope], validUntil };
  await db.transaction((tx) => grantRole(tx, operator, grant));
  return id;
}

test('counts who may grant everything for good', async () => {
  expect(await countOperators(db, { demo: true })).toBe(0);
  await holder('first');
  await holder('second');
  await holder('of-the-demo', { demo: true });
  await holder('of-a-district', { scope: '310107' });
  await holder('for-a-while', { validUntil: new Date('2026-03-03T01:00:00Z') });
  expect(await countOperators(db, { demo: false })).toBe(2);
  expect(await countOperators(db, { demo: true })).toBe(3);
  const gone = (await findAccountId(db, ' First ')) ?? '';
  await db.transaction((tx) => disableAccount(tx, operator, { accountId: gone }));
  expect(await countOperators(db, { demo: false })).toBe(1);
  expect(await findAccountId(db, 'nobody')).toBeNull();
});
