import { describe, expect, test } from 'vitest';
import { findBody } from '../../../../src/modules/jurisdictions/find-body.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { renameBody } from '../../../../src/modules/jurisdictions/bodies/rename-body.js';
import { testDatabase } from '../../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from '../refusals.js';
import {
  actorWith,
  drafter,
  huangpuOffice,
  ids,
  operator,
  putuoOffice,
  settle,
  streetOffice,
  traces,
} from '../small-country.js';

const db = await testDatabase();
await settle(db);
const civil = await findBody(db, ids.putuoCivil);

describe('rename a body', () => {
  test('the new names hold from the next sequence on; all else stays', async () => {
    const renamed = await db.transaction((tx) =>
      renameBody(tx, putuoOffice, { bodyId: ids.putuoCivil, name: '普陀区民政和养老局', shortName: '区民政养老局' }),
    );
    expect(renamed).toEqual({ ...civil, name: '普陀区民政和养老局', shortName: '区民政养老局' });
    expect(await findBody(db, ids.putuoCivil)).toEqual(renamed);
    expect((await loadDirectory(db, 2n)).body(ids.putuoCivil)).toEqual(civil);
    expect((await loadDirectory(db, 3n)).body(ids.putuoCivil)).toEqual(renamed);
    const entries = await db.sql('select kind, subject from ledger_entry where sequence = 3');
    expect(entries).toEqual([{ kind: 'BODY_CHANGED', subject: ids.putuoCivil }]);
    const audits = await db.sql(`select verb, subject from audit_entry order by id desc limit 1`);
    expect(audits).toEqual([{ verb: 'rename-body', subject: `body:${ids.putuoCivil}` }]);
  });

  test('a short name that is left out stays, null takes it away', async () => {
    const kept = await db.transaction((tx) =>
      renameBody(tx, operator, { bodyId: ids.putuoCivil, name: '普陀区民政局' }),
    );
    expect(kept.shortName).toBe('区民政养老局');
    const bare = await db.transaction((tx) =>
      renameBody(tx, operator, { bodyId: ids.putuoCivil, name: '普陀区民政局', shortName: null }),
    );
    expect(bare.shortName).toBeNull();
  });

  test('the names it has already: nothing is written', async () => {
    const left = await traces(db);
    const same = { bodyId: ids.putuoCivil, name: '普陀区民政局 ', shortName: null };
    const bare = await db.transaction((tx) => renameBody(tx, operator, same));
    expect(bare).toEqual({ ...civil, shortName: null });
    expect(await traces(db)).toEqual(left);
  });

  test('is for those who keep its division or one above', async () => {
    const others = [actorWith(), drafter, huangpuOffice, streetOffice];
    expect(
      await codesFor(db, others, (tx, actor) => renameBody(tx, actor, { bodyId: ids.putuoCivil, name: '别名' })),
    ).toEqual(['FORBIDDEN']);
  });

  test('refuses an unknown body, a blank name and a stale one', async () => {
    const unknown = { bodyId: '00000000-0000-4000-8000-00000000dead', name: '别名' };
    expect(await codeOf(db, (tx) => renameBody(tx, operator, unknown))).toBe('NOT_FOUND');
    expect(await faultsOf(db, (tx) => renameBody(tx, operator, { bodyId: ids.putuoCivil, name: '' }))).toEqual([
      'REQUIRED name',
    ]);
    const stale = { bodyId: ids.putuoCivil, name: '别名', expectedName: '旧名' };
    expect(await codeOf(db, (tx) => renameBody(tx, operator, stale))).toBe('CONFLICT');
  });
});
