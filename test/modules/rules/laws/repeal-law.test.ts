import { describe, expect, it } from 'vitest';
import { amendLaw } from '../../../../src/modules/rules/laws/amend-law.js';
import { repealLaw } from '../../../../src/modules/rules/laws/repeal-law.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../../catalogue/small-catalogue.js';
import { eventsOf, lawOf, registered } from './law-register.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const law = await registered(db);
const repeal = { lawId: law.id, expectedVersion: 1, lastDay: '2026-03-01' };

describe('repealLaw', () => {
  it('is for the office of the division above all others', async () => {
    const before = await small.traces(db);
    for (const actor of [...small.strangers, small.districtOffice]) {
      expect(await small.denial(db, (tx) => repealLaw(tx, actor, repeal))).toBe('FORBIDDEN');
    }
    expect(await small.denial(db, (tx) => repealLaw(tx, small.cityOffice, { ...repeal, expectedVersion: 2 }))).toBe(
      'CONFLICT',
    );
    expect(
      await small.refusals(db, (tx) => repealLaw(tx, small.cityOffice, { ...repeal, lastDay: '2025-04-30' })),
    ).toMatchObject([{ code: 'INVALID', path: ['lastDay'] }]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('ends the text and tells the worker; then nothing more happens to it', async () => {
    const before = await small.traces(db);
    await db.transaction((tx) => repealLaw(tx, small.cityOffice, repeal));
    expect(small.gained(before, await small.traces(db))).toEqual({ audit_entry: 1, outbox_event: 1 });
    expect((await lawOf(db, law.id))?.versions).toMatchObject([{ lastDay: '2026-03-01', endedAs: 'REPEALED' }]);
    expect(await eventsOf(db)).toEqual([
      { key: `${law.id}@1:REPEALED`, payload: { lawId: law.id, version: 1, change: 'REPEALED' } },
    ]);
    const code = 'NOT_ALLOWED_HERE';
    const again = await small.refusals(db, (tx) => repealLaw(tx, small.cityOffice, repeal));
    expect(again).toMatchObject([{ code }]);
    expect(small.reasons(again)).toEqual([`CAT-09 最后有效日=${repeal.lastDay}`]);
    const amendment = { ...repeal, docNo: '示例府规〔2026〕9号', effectiveFrom: '2026-05-01', note: '恢复' };
    const amended = await small.refusals(db, (tx) => amendLaw(tx, small.cityOffice, amendment));
    expect(amended).toMatchObject([{ code }]);
    expect(small.reasons(amended)[0]).toBe(`CAT-09 最后有效日=${repeal.lastDay}`);
  });
});
