import { describe, expect, it } from 'vitest';
import { amendLaw } from '../../../../src/modules/rules/laws/amend-law.js';
import { newestOf, stateOf } from '../../../../src/modules/rules/laws/law.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../../catalogue/small-catalogue.js';
import { builtIn, eventsOf, lawOf, registered } from './law-register.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const law = await registered(db);
const amendment = {
  lawId: law.id,
  expectedVersion: 1,
  docNo: '示例府规〔2026〕8号',
  title: '示例市高龄津贴办法实施规定',
  effectiveFrom: '2026-04-01',
  note: '津贴标准提高',
};

describe('amendLaw', () => {
  it('is for the office of the division above all others', async () => {
    const before = await small.traces(db);
    for (const actor of [...small.strangers, small.districtOffice]) {
      expect(await small.denial(db, (tx) => amendLaw(tx, actor, amendment))).toBe('FORBIDDEN');
    }
    expect(await small.denial(db, (tx) => amendLaw(tx, small.cityOffice, { ...amendment, lawId: 'none' }))).toBe(
      'NOT_FOUND',
    );
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses a day before the present wording, no note, and the names of others', async () => {
    const before = await small.traces(db);
    const refused = await small.refusals(db, (tx) =>
      amendLaw(tx, small.cityOffice, {
        ...amendment,
        effectiveFrom: '0001-01-01',
        note: ' ',
        title: '政务公开管理规范',
        docNo: 'DB31/T 1297-2021',
      }),
    );
    expect(refused.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'REQUIRED note',
      'INVALID effectiveFrom',
      'INVALID effectiveFrom',
      'DUPLICATE title',
      'DUPLICATE docNo',
    ]);
    const standard = 'CAT-09 已登记的文件=《政务公开管理规范》(DB31/T 1297—2021)';
    expect(small.reasons(refused)).toEqual([
      'CAT-19',
      `CAT-09 现行版本的施行日期=${law.versions[0].effectiveFrom}`,
      'CAT-09',
      standard,
      standard,
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('records the next version, ends the one before the day before, and tells the worker', async () => {
    const before = await small.traces(db);
    await db.transaction((tx) => amendLaw(tx, small.cityOffice, { ...amendment, aliases: ['津贴实施规定'] }));
    expect(small.gained(before, await small.traces(db))).toEqual({ audit_entry: 1, law_version: 1, outbox_event: 1 });
    const stored = await lawOf(db, law.id);
    expect(stored?.aliases).toEqual(['高龄津贴办法', '津贴实施规定']);
    expect(
      stored?.versions.map(({ version, docNo, lastDay, endedAs, note }) => [version, docNo, lastDay, endedAs, note]),
    ).toEqual([
      [1, '示例府规〔2025〕2号', '2026-03-31', 'AMENDED', null],
      [2, '示例府规〔2026〕8号', null, null, '津贴标准提高'],
    ]);
    expect(stored?.versions.map((version) => stateOf(version, '2026-03-31'))).toEqual(['IN_FORCE', 'PENDING']);
    expect(stored?.versions.map((version) => stateOf(version, '2026-04-01'))).toEqual(['AMENDED', 'IN_FORCE']);
    expect(await eventsOf(db)).toEqual([
      { key: `${law.id}@2:AMENDED`, payload: { lawId: law.id, version: 2, change: 'AMENDED' } },
    ]);
  });

  it('tells the second of two editors of both versions', async () => {
    const before = await small.traces(db);
    expect(await small.denial(db, (tx) => amendLaw(tx, small.cityOffice, amendment))).toBe('CONFLICT');
    expect(await small.traces(db)).toEqual(before);
  });

  it('amends a text that comes with the product, keeping its versions', async () => {
    const { id } = builtIn();
    await db.transaction((tx) =>
      amendLaw(tx, small.cityOffice, {
        lawId: id,
        expectedVersion: 2,
        docNo: '国务院令第999号',
        effectiveFrom: '2026-03-02',
        note: '示例修订',
      }),
    );
    const stored = await lawOf(db, id);
    expect(stored?.versions.map(({ docNo, endedAs }) => [docNo, endedAs])).toEqual([
      ['国务院令第492号', 'AMENDED'],
      ['国务院令第711号', 'AMENDED'],
      ['国务院令第999号', null],
    ]);
    expect(stored && newestOf(stored).title).toBe('中华人民共和国政府信息公开条例');
  });
});
