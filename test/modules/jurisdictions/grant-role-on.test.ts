import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { createAccount } from '../../../src/modules/identity/create-account.js';
import { grantRoleOn } from '../../../src/modules/jurisdictions/grant-role-on.js';
import { testDatabase } from '../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from './refusals.js';
import { actorWith, drafter, ids, operator, putuoOffice, settle } from './small-country.js';

const db = await testDatabase();
await settle(db);
const account = await db.transaction((tx) =>
  createAccount(tx, operator, {
    login: 'someone',
    displayName: '某人',
    password: 'a long enough password',
    passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  }),
);
const putuoOperator = actorWith({ role: 'OPERATOR', scope: '310107' });
const streetOperator = actorWith({ role: 'OPERATOR', scope: '310107005' });

const rolesOf = (grants: readonly { role: string; scope: string }[]): string[] =>
  grants.map(({ role, scope }) => `${role} ${scope}`);

describe('a role is given', () => {
  test('on a body, a division, everywhere: by whoever is OPERATOR there or above', async () => {
    const give = (actor: Actor, scope: string) =>
      db.transaction((tx) => grantRoleOn(tx, actor, { accountId: account.id, role: 'DRAFTER', scope }));
    expect(rolesOf((await give(streetOperator, ids.caoyang)).grants)).toEqual([`DRAFTER ${ids.caoyang}`]);
    await give(putuoOperator, '310107005');
    await give(putuoOperator, ids.putuoCivil.toUpperCase());
    const all = await give(operator, '*');
    expect(rolesOf(all.grants)).toEqual([
      'DRAFTER *',
      `DRAFTER ${ids.putuoCivil}`,
      `DRAFTER ${ids.caoyang}`,
      'DRAFTER 310107005',
    ]);
  });

  test('never by others, nor above or beside what they run', async () => {
    const role = 'EDITOR' as const;
    const at = (scope: string) => (tx: Parameters<typeof grantRoleOn>[0], actor: Actor) =>
      grantRoleOn(tx, actor, { accountId: account.id, role, scope });
    expect(await codesFor(db, [actorWith(), drafter, putuoOffice, streetOperator], at(ids.putuoCivil))).toEqual([
      'FORBIDDEN',
    ]);
    expect(await codesFor(db, [putuoOperator, streetOperator], at('310000'))).toEqual(['FORBIDDEN']);
    expect(await codesFor(db, [putuoOperator], at('310101'))).toEqual(['FORBIDDEN']);
    expect(await codesFor(db, [putuoOperator, streetOperator], at('*'))).toEqual(['FORBIDDEN']);
  });

  test('on nothing that does not exist, to nobody who does not', async () => {
    const give = (accountId: string, scope: string) => (tx: Parameters<typeof grantRoleOn>[0]) =>
      grantRoleOn(tx, operator, { accountId, role: 'EDITOR', scope });
    expect(await faultsOf(db, give(account.id, '999999'))).toEqual(['INVALID scope']);
    expect(await codeOf(db, give('nobody', '310107'))).toBe('NOT_FOUND');
    expect(await codeOf(db, give('00000000-0000-4000-8000-00000000dead', '310107'))).toBe('NOT_FOUND');
  });

  test('nothing public changes', async () => {
    expect(await db.sql('select sequence::int from ledger_head')).toEqual([{ sequence: 2 }]);
  });
});
