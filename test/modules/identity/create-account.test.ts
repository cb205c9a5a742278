import { parseOptions, verify } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { createAccount } from '../../../src/modules/identity/create-account.js';
import { recommendedCost } from '../../../src/modules/identity/password.js';
import {
  actorWith,
  auditVerbs,
  cheapCost,
  identityRows,
  makeAccount,
  operator,
  rightPassword,
} from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const input = { login: 'li.si', displayName: '李四', password: rightPassword, passwordCost: cheapCost };

test('makes an account that may do nothing yet', async () => {
  const account = await db.transaction((tx) => createAccount(tx, operator, { ...input, login: ' Zhang.San ' }));
  expect(account).toEqual({
    id: expect.any(String),
    login: 'zhang.san',
    displayName: '李四',
    active: true,
    demo: false,
    createdAt: new Date('2026-03-02T01:00:00Z'),
    grants: [],
  });
  expect(await auditVerbs(db, account.id)).toEqual(['create-account']);
});

test('keeps argon2id of the password at the recommended cost, under a salt of its own', async () => {
  for (const login of ['salt-1', 'salt-2']) await makeAccount(db, login, { passwordCost: recommendedCost });
  const rows = await db.sql<{ password_hash: string }>(
    `select password_hash from account where login like 'salt-_' order by login`,
  );
  expect(rows[0]?.password_hash).not.toBe(rows[1]?.password_hash);
  for (const { password_hash: hash } of rows) {
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(parseOptions(hash)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16 });
    expect(await verify(hash, rightPassword)).toBe(true);
  }
});

test('an operator of any scope may make one', async () => {
  const account = await db.transaction((tx) =>
    createAccount(tx, actorWith('OPERATOR', '310107'), { ...input, login: 'district' }),
  );
  expect(account.login).toBe('district');
});

test('names every fault at once', async () => {
  const before = await identityRows(db);
  const work = db.transaction((tx) =>
    createAccount(tx, operator, { ...input, login: '李四', displayName: ' ', password: 'short' }),
  );
  await expect(work).rejects.toMatchObject({
    errors: [
      { code: 'INVALID', path: ['login'] },
      { code: 'INVALID', path: ['displayName'] },
      { code: 'INVALID', path: ['password'] },
    ],
  });
  expect(await identityRows(db)).toEqual(before);
});

test.each([
  ['holds the login', 'my li.SI password'],
  ['is too long', 'x'.repeat(129)],
  ['counts characters, not halves of them', '😀'.repeat(11)],
])('refuses a password that %s', async (_, password) => {
  const work = db.transaction((tx) => createAccount(tx, operator, { ...input, password }));
  await expect(work).rejects.toMatchObject({ errors: [{ code: 'INVALID', path: ['password'] }] });
});

test('a login is taken whatever its case, also when two are made at once', async () => {
  const results = await Promise.allSettled([makeAccount(db, 'twin'), makeAccount(db, 'TWIN')]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(refused).toMatchObject({ errors: [{ code: 'DUPLICATE', path: ['login'] }] });
});

test('is not for other roles, and leaves nothing behind', async () => {
  const before = await identityRows(db);
  const work = db.transaction((tx) => createAccount(tx, actorWith('SUPERVISOR', '*'), input));
  await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await identityRows(db)).toEqual(before);
});
