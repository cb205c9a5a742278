import { expect, test } from 'vitest';
import { installFirstOperator } from '../../../src/modules/identity/install-first-operator.js';
import { cheapCost } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const install = (login: string, password = 'a long enough password') =>
  db.transaction((tx) => installFirstOperator(tx, { login, password, passwordCost: cheapCost }));

test('refuses a weak password and leaves nobody behind', async () => {
  await expect(install('first', 'short')).rejects.toMatchObject({ errors: [{ code: 'INVALID', path: ['password'] }] });
  expect(await db.sql('select 1 from account')).toEqual([]);
});

test('makes the one account that may make others, once, however many nodes start', async () => {
  const made = await Promise.all([install('first'), install('first'), install('second')]);
  expect(made.filter((account) => account !== null)).toMatchObject([
    { active: true, demo: false, grants: [{ role: 'OPERATOR', scope: '*' }] },
  ]);
  expect(await install('third')).toBeNull();
  expect(await db.sql('select 1 from account')).toHaveLength(1);
});
