import { expect, test } from 'vitest';
import { divisionScopes } from '../../../src/modules/jurisdictions/division-scopes.js';
import { findBody } from '../../../src/modules/jurisdictions/find-body.js';
import { findDivision } from '../../../src/modules/jurisdictions/find-division.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

test('an empty store has an empty directory', async () => {
  const directory = await loadDirectory(db, 0n);
  expect(directory.divisions()).toEqual([]);
  expect(directory.bodies()).toEqual([]);
  expect(await divisionScopes(db, '310000')).toEqual([]);
  expect(await findDivision(db, '310000')).toBeNull();
  expect(await findBody(db, 'nobody')).toBeNull();
  expect(await findBody(db, '00000000-0000-4000-8000-000000000000')).toBeNull();
});
