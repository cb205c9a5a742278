import { expect, test } from 'vitest';
import { demoPassword, seedAccounts } from '../../seeds/seed-accounts.js';
import { seedActor } from '../../seeds/seed-actor.js';
import { bodyIdOf, seedJurisdictions } from '../../seeds/seed-jurisdictions.js';
import { verifyPassword } from '../../src/modules/identity/password.js';
import { testDatabase } from '../support/test-database.js';

const db = await testDatabase();
const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 };
await seedJurisdictions(db, seedActor);
const first = await seedAccounts(db, seedActor, { passwordCost: cheap });

async function holdersOf(scope: string): Promise<string[]> {
  const rows = await db.sql<{ login: string }>(
    `select a.login from account_grant g join account a on a.id = g.account_id where g.scope = $1 order by 1`,
    [scope],
  );
  return rows.map((row) => row.login);
}

test('forty demo accounts; a second run adds none', async () => {
  expect(first).toEqual({ added: 40, skipped: 0 });
  expect(await seedAccounts(db, seedActor, { passwordCost: cheap })).toEqual({ added: 0, skipped: 40 });
  const rows = await db.sql<{ demo: boolean; password_hash: string }>('select demo, password_hash from account');
  expect(rows).toHaveLength(40);
  expect(rows.every((row) => row.demo)).toBe(true);
  expect(await verifyPassword(rows[0]?.password_hash ?? null, demoPassword, cheap)).toBe(true);
});

test('the city, Putuo and Caoyang have everyone from drafter to editor', async () => {
  const path = (place: string): string[] =>
    ['drafter', 'editor', 'final', 'preliminary', 'second', 'signer'].map((post) => `${place}-${post}`);
  expect(await holdersOf(bodyIdOf('310000-government'))).toEqual(path('city'));
  expect(await holdersOf(bodyIdOf('310107-government'))).toEqual(path('putuo'));
  expect(await holdersOf(bodyIdOf('310107-civil-affairs'))).toEqual(
    [...path('putuo'), ...path('putuo-civil')].toSorted(),
  );
  expect(await holdersOf(bodyIdOf('310101-government'))).toEqual(path('huangpu'));
  expect(await holdersOf(bodyIdOf('310107005-street-office'))).toEqual(path('caoyang'));
});

test('what is held on a division counts for all below it', async () => {
  expect(await holdersOf('*')).toEqual(['operator']);
  expect(await holdersOf('310000')).toEqual(['city-approver', 'city-office', 'city-operator', 'city-supervisor']);
  expect(await holdersOf('310107')).toEqual(['putuo-approver', 'putuo-office', 'putuo-operator', 'putuo-supervisor']);
  expect(await holdersOf('310107005')).toEqual(['caoyang-office']);
});
