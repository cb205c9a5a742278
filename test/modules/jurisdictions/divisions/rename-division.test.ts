import { describe, expect, test } from 'vitest';
import { findDivision } from '../../../../src/modules/jurisdictions/find-division.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { renameDivision } from '../../../../src/modules/jurisdictions/divisions/rename-division.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { testDatabase } from '../../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from '../refusals.js';
import { actorWith, divisions, drafter, operator, putuoOffice, settle, traces } from '../small-country.js';

const db = await testDatabase();
await settle(db);
const before = await readHead(db);
const beforeTraces = await traces(db);
const renamed = await db.transaction((tx) =>
  renameDivision(tx, operator, { code: '310107', name: ' 新普陀区 ', expectedName: '普陀区' }),
);

describe('rename a division', () => {
  test('the new name holds from the next sequence on, the old one at all before', async () => {
    expect(renamed).toEqual({ ...divisions[2], name: '新普陀区' });
    const { sequence } = await readHead(db);
    expect(sequence).toBe(before.sequence + 1n);
    expect((await loadDirectory(db, before.sequence)).division('310107')?.name).toBe('普陀区');
    expect((await loadDirectory(db, sequence)).division('310107')?.name).toBe('新普陀区');
    expect(await findDivision(db, '310107')).toEqual(renamed);
  });

  test('it leaves one entry, one audit row and one more row of the division; place and order stay', async () => {
    expect(await traces(db)).toEqual({
      ...beforeTraces,
      head: 3,
      entries: Number(beforeTraces['entries']) + 1,
      audits: Number(beforeTraces['audits']) + 1,
      events: Number(beforeTraces['events']) + 1,
      divisions: Number(beforeTraces['divisions']) + 1,
    });
    const [entry] = await db.sql('select kind, subject from ledger_entry where sequence = 3');
    expect(entry).toEqual({ kind: 'DIVISION_CHANGED', subject: '310107' });
    const codes = (await loadDirectory(db, 3n)).divisions().map((division) => division.code);
    expect(codes).toEqual(divisions.map((division) => division.code));
  });

  test('the name it has already: nothing is written', async () => {
    const left = await traces(db);
    const same = { code: '310107', name: ' 新普陀区', expectedName: '新普陀区' };
    expect(await db.transaction((tx) => renameDivision(tx, operator, same))).toEqual(renamed);
    expect(await traces(db)).toEqual(left);
  });

  test('refuses whoever does not keep the whole store', async () => {
    expect(
      await codesFor(db, [actorWith(), drafter, putuoOffice], (tx, actor) =>
        renameDivision(tx, actor, { code: '310107', name: '别名' }),
      ),
    ).toEqual(['FORBIDDEN']);
  });

  test('refuses an unknown code, a blank name, and a name that somebody changed in between', async () => {
    expect(await codeOf(db, (tx) => renameDivision(tx, operator, { code: '999999', name: '别名' }))).toBe('NOT_FOUND');
    expect(await faultsOf(db, (tx) => renameDivision(tx, operator, { code: '310107', name: '  ' }))).toEqual([
      'REQUIRED name',
    ]);
    const stale = { code: '310107', name: '别名', expectedName: '普陀区' };
    expect(await codeOf(db, (tx) => renameDivision(tx, operator, stale))).toBe('CONFLICT');
  });

  test('two at once both succeed, one after the other, and leave one current row', async () => {
    await Promise.all(
      ['甲区', '乙区'].map((name) => db.transaction((tx) => renameDivision(tx, operator, { code: '310101', name }))),
    );
    const rows = await db.sql(`select name from division where code = '310101' and to_sequence is null`);
    expect(rows).toHaveLength(1);
    expect((await readHead(db)).sequence).toBe(5n);
  });
});
