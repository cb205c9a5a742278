import { expect, test } from 'vitest';
import { findAccount } from '../../../src/modules/identity/find-account.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import { revokeRole } from '../../../src/modules/identity/revoke-role.js';
import { actorWith, auditVerbs, identityRows, makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const now = new Date('2026-03-02T01:00:00Z');
const scopes = ['310107', '310000'];

async function accountWith(login: string, role: 'EDITOR' | 'OPERATOR', scope: string): Promise<string> {
  const { id } = await makeAccount(db, login);
  await db.transaction((tx) => grantRole(tx, operator, { accountId: id, role, scope, scopes }));
  return id;
}

test('ends the grant, keeps its row, and it can be given again', async () => {
  const id = await accountWith('editor', 'EDITOR', '310107');
  const input = { accountId: id, role: 'EDITOR', scope: '310107', scopes } as const;
  const account = await db.transaction((tx) => revokeRole(tx, actorWith('OPERATOR', '310000'), input));
  expect(account.grants).toEqual([]);
  await db.transaction((tx) => grantRole(tx, operator, input));
  const rows = await db.sql('select revoked_at is null as open from account_grant where account_id = $1 order by 1', [
    id,
  ]);
  expect(rows).toEqual([{ open: false }, { open: true }]);
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'grant-role', 'revoke-role', 'grant-role']);
});

test('a role the account does not have is not found', async () => {
  const id = await accountWith('plain', 'EDITOR', '310107');
  const before = await identityRows(db);
  const input = { accountId: id, role: 'SIGNER', scope: '310107', scopes } as const;
  await expect(db.transaction((tx) => revokeRole(tx, operator, input))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await identityRows(db)).toEqual(before);
});

test('an operator elsewhere may not, and leaves nothing behind', async () => {
  const id = await accountWith('guarded', 'EDITOR', '310107');
  const before = await identityRows(db);
  const input = { accountId: id, role: 'EDITOR', scope: '310107', scopes } as const;
  const work = db.transaction((tx) => revokeRole(tx, actorWith('OPERATOR', '310115'), input));
  await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await identityRows(db)).toEqual(before);
});

test('the last operator everywhere stays, also when two remove each other at once', async () => {
  const ids = [await accountWith('root-1', 'OPERATOR', '*'), await accountWith('root-2', 'OPERATOR', '*')];
  const results = await Promise.allSettled(
    ids.map((accountId) =>
      db.transaction((tx) => revokeRole(tx, operator, { accountId, role: 'OPERATOR', scope: '*', scopes: [] })),
    ),
  );
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(reasons).toMatchObject([{ errors: [{ code: 'RULE_VIOLATION', path: ['accountId'] }] }]);
  const left = await Promise.all(ids.map((id) => findAccount(db, { id, now })));
  expect(left.flatMap((account) => account?.grants ?? [])).toMatchObject([{ role: 'OPERATOR', scope: '*' }]);
});

test('an operator for a time does not count as one who stays', async () => {
  const { id } = await makeAccount(db, 'for-a-day');
  const validUntil = new Date('2026-03-03T01:00:00Z');
  const grant = { accountId: id, role: 'OPERATOR', scope: '*', scopes: [] } as const;
  await db.transaction((tx) => grantRole(tx, operator, { ...grant, validUntil }));
  const [last] = await db.sql<{ id: string }>(
    `select account_id as id from account_grant where role = 'OPERATOR' and revoked_at is null and valid_until is null`,
  );
  const work = db.transaction((tx) => revokeRole(tx, operator, { ...grant, accountId: last?.id ?? '' }));
  await expect(work).rejects.toMatchObject({ errors: [{ code: 'RULE_VIOLATION' }] });
});
