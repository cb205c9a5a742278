import { expect, test } from 'vitest';
import { findAccount } from '../../../src/modules/identity/find-account.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import { makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const now = new Date('2026-03-02T01:00:00Z');

test('tells what colleagues may see, and no hash', async () => {
  const { id } = await makeAccount(db, 'seen', { displayName: '吴九', demo: true });
  const grant = { accountId: id, role: 'SIGNER', scope: '310107', scopes: [] } as const;
  await db.transaction((tx) => grantRole(tx, operator, grant));
  expect(await findAccount(db, { id, now })).toEqual({
    id,
    login: 'seen',
    displayName: '吴九',
    active: true,
    demo: true,
    createdAt: now,
    grants: [{ id: expect.any(String), role: 'SIGNER', scope: '310107', grantedAt: now, validUntil: null }],
  });
});

test('leaves out a role this version does not know', async () => {
  const { id } = await makeAccount(db, 'older');
  await db.sql(
    `insert into account_grant (id, account_id, role, scope, granted_by, granted_at)
     values (gen_random_uuid(), $1, 'ARCHIVIST', '*', $1, now())`,
    [id],
  );
  expect((await findAccount(db, { id, now }))?.grants).toEqual([]);
});

test.each(['00000000-0000-4000-8000-0000000000ff', 'nobody'])('nobody is %s', async (id) => {
  expect(await findAccount(db, { id, now })).toBeNull();
});
