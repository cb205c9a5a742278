import { describe, expect, test } from 'vitest';
import { findAudiences, listAudiences } from '../../../../src/modules/jurisdictions/audiences/find-audiences.js';
import { registerAudience } from '../../../../src/modules/jurisdictions/audiences/register-audience.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
import { drafter, huangpuOffice, operator, putuoOffice, settle, streetOffice } from '../small-country.js';

const db = await testDatabase();
await settle(db);
const description = '本区散居孤儿监护人';
const inPutuo = { divisionCode: '310107', description };

describe('an audience is registered', () => {
  test('by those who keep its division, once; the nearest above is meant by its description', async () => {
    const audience = await db.transaction((tx) => registerAudience(tx, putuoOffice, inPutuo));
    expect(await listAudiences(db, ['310107'])).toEqual([{ ...inPutuo, id: audience.id }]);
    const scopes = ['310107005', '310107', '310000'];
    expect(await findAudiences(db, scopes, [description, '别的人'])).toEqual(new Map([[description, audience]]));
    const nearer = await db.transaction((tx) =>
      registerAudience(tx, putuoOffice, { divisionCode: '310107005', description }),
    );
    expect((await findAudiences(db, scopes, [description])).get(description)).toEqual(nearer);
    expect((await findAudiences(db, ['310101', '310000'], [description])).size).toBe(0);
    expect(await faultsOf(db, (tx) => registerAudience(tx, putuoOffice, inPutuo))).toEqual(['DUPLICATE description']);
  });

  test('with a description, for a division that exists', async () => {
    const give =
      (input: { divisionCode: string; description: string }) => (tx: Parameters<typeof registerAudience>[0]) =>
        registerAudience(tx, operator, input);
    expect(await faultsOf(db, give({ ...inPutuo, description: ' ' }))).toEqual(['REQUIRED description CAT-14']);
    expect(await faultsOf(db, give({ ...inPutuo, description: '人'.repeat(201) }))).toEqual([
      'INVALID description CAT-14',
    ]);
    expect(await faultsOf(db, give({ divisionCode: '999999', description }))).toEqual(['INVALID divisionCode']);
  });

  test('never by others', async () => {
    const before = await db.sql('select * from audience');
    const codes = await codesFor(db, [drafter, huangpuOffice, streetOffice], (tx, actor) =>
      registerAudience(tx, actor, { ...inPutuo, description: '另一群人' }),
    );
    expect(codes).toEqual(['FORBIDDEN']);
    expect(await db.sql('select * from audience')).toEqual(before);
  });
});
