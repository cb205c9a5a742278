import { describe, expect, it } from 'vitest';
import { lockField } from '../../../src/modules/catalogue/lock-field.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);

function lock(actor: Actor, divisionCode: string) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    lockField(tx, actor, { divisionCode, itemCode: small.leaf, field: 'deadline', reason: '全市统一' });
}

function shorten(actor: Actor, divisionCode: string, amount: number) {
  const value = { deadline: small.days(amount) };
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    overrideField(tx, actor, { divisionCode, itemCode: small.leaf, value });
}

describe('lockField', () => {
  it('lets a district lock for its streets', async () => {
    await db.transaction(shorten(small.districtOffice, small.district, 12));
    await db.transaction(shorten(small.streetOffice, small.street, 9));
    await db.transaction(lock(small.districtOffice, small.district));
    expect((await small.itemAt(db, small.street)).deadline).toMatchObject({ amount: 12 });
    expect((await small.itemAt(db, small.district)).deadline).toMatchObject({ amount: 12 });
  });

  it('sets aside what every descendant had; the value above counts and says who locked', async () => {
    const before = await small.traces(db);
    const { conflicts } = await db.transaction(lock(small.cityOffice, small.city));
    expect(conflicts.map(({ divisionCode, value }) => [divisionCode, value])).toEqual([
      [small.district, '自信息变更之日起12个工作日内(承诺时限)'],
      [small.street, '自信息变更之日起9个工作日内(承诺时限)'],
    ]);
    expect(small.gained(before, await small.traces(db))).toMatchObject({ catalogue_fact: 1, openFacts: 1 });
    for (const code of [small.city, small.district, small.street]) {
      const item = await small.itemAt(db, code);
      expect(item.deadline).toMatchObject({ amount: 20, others: [] });
      const origin = item.fieldOrigins.find((one) => one.field === 'deadline');
      expect(origin?.locked).toBe(true);
      expect(origin?.origins.map((one) => [one.state, one.level])).toEqual([
        ['DEFINED', 'CITY'],
        ['LOCK', 'CITY'],
      ]);
    }
  });

  it('refuses changes below, naming who locked and the value that holds', async () => {
    const before = await small.traces(db);
    const [fault] = await small.refusals(db, shorten(small.districtOffice, small.district, 5));
    expect(fault).toMatchObject({ code: 'NOT_ALLOWED_HERE', rule: 'R-I05', path: ['value', 'deadline'] });
    expect(fault?.message).toContain('上海市锁定');
    expect(fault?.explanation?.inputs[0]?.value).toContain('20个工作日');
    expect((await small.refusals(db, lock(small.streetOffice, small.street)))[0]?.code).toBe('NOT_ALLOWED_HERE');
    expect((await small.refusals(db, lock(small.cityOffice, small.city)))[0]?.code).toBe('DUPLICATE');
    expect(await small.traces(db)).toEqual(before);
  });

  it('leaves the locking level free', async () => {
    await db.transaction(shorten(small.cityOffice, small.city, 18));
    expect((await small.itemAt(db, small.street)).deadline).toMatchObject({ amount: 18 });
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) expect(await small.denial(db, lock(actor, small.district))).toBe('FORBIDDEN');
    expect(await small.traces(db)).toEqual(before);
  });
});
