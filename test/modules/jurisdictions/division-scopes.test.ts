import { expect, test } from 'vitest';
import { divisionScopes } from '../../../src/modules/jurisdictions/division-scopes.js';
import { findBody } from '../../../src/modules/jurisdictions/find-body.js';
import { findDivision } from '../../../src/modules/jurisdictions/find-division.js';
import { renameDivision } from '../../../src/modules/jurisdictions/divisions/rename-division.js';
import { testDatabase } from '../../support/test-database.js';
import { ids, operator, settle } from './small-country.js';

const db = await testDatabase();
await settle(db);

test('the chain of scopes is the current one, however often a division of it changed', async () => {
  await db.transaction((tx) => renameDivision(tx, operator, { code: '310107', name: '新普陀区' }));
  expect(await divisionScopes(db, '310107005')).toEqual(['310107005', '310107', '310000']);
  expect(await divisionScopes(db, '310000')).toEqual(['310000']);
  expect(await divisionScopes(db, "310107' or true")).toEqual([]);
});

test('a transaction sees what it wrote itself', async () => {
  const name = await db.transaction(async (tx) => {
    await renameDivision(tx, operator, { code: '310101', name: '新黄浦区' });
    return (await findDivision(tx, '310101'))?.name;
  });
  expect(name).toBe('新黄浦区');
});

test('a body is found by its id, in either case, and by nothing else', async () => {
  expect((await findBody(db, ids.caoyang.toUpperCase()))?.slug).toBe('310107005-street-office');
  expect(await findBody(db, '310107005-street-office')).toBeNull();
});
