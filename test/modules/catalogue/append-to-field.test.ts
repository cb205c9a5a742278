import { describe, expect, it } from 'vitest';
import { appendToField } from '../../../src/modules/catalogue/append-to-field.js';
import type { Additions } from '../../../src/modules/catalogue/editing/check-additions.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);

function append(actor: Actor, divisionCode: string, value: Additions) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    appendToField(tx, actor, { divisionCode, itemCode: small.leaf, value, reason: '本级需要' });
}

async function ids(divisionCode: string): Promise<string[]> {
  return (await small.itemAt(db, divisionCode)).elements.map((one) => `${one.order}:${one.id}`);
}

describe('appendToField', () => {
  it('adds an element here and below, upper first, and nowhere else (B04)', async () => {
    await db.transaction(append(small.districtOffice, small.district, { elements: [small.element('barrierFree')] }));
    await db.transaction(append(small.streetOffice, small.street, { elements: [small.element('helpDesk')] }));
    expect(await ids(small.district)).toEqual(['1:scope', '2:phone', '3:barrierFree']);
    expect(await ids(small.street)).toEqual(['1:scope', '2:phone', '3:barrierFree', '4:helpDesk']);
    expect(await ids(small.otherDistrict)).toEqual(['1:scope', '2:phone']);
    const { elements } = await small.itemAt(db, small.street);
    expect(elements.map((one) => one.origin.level)).toEqual(['CITY', 'CITY', 'DISTRICT', 'STREET']);
    expect(elements[2]?.origin).toMatchObject({ state: 'APPEND', rule: 'R-I03', reason: '本级需要' });
  });

  it('keeps earlier additions when it adds again', async () => {
    const before = await small.traces(db);
    await db.transaction(append(small.districtOffice, small.district, { elements: [small.element('parking')] }));
    expect(await ids(small.district)).toEqual(['1:scope', '2:phone', '3:barrierFree', '4:parking']);
    expect(small.gained(before, await small.traces(db))).toMatchObject({ catalogue_fact: 1, head: 1 });
  });

  it('appends a local basis after the upper ones (B05)', async () => {
    await db.transaction(append(small.districtOffice, small.district, { bases: [small.localRule] }));
    const { bases } = await small.itemAt(db, small.street);
    expect(bases.map((basis) => [basis.title, basis.origin.level])).toEqual([
      [small.regulation.title, 'CITY'],
      [small.localRule.title, 'DISTRICT'],
    ]);
  });

  it('ticks further boxes, OTHER after the twelve', async () => {
    await db.transaction(append(small.districtOffice, small.district, { channels: ['DOORSTEP_ONSITE', 'OTHER'] }));
    const { channels } = await small.itemAt(db, small.street);
    expect(channels).toHaveLength(13);
    expect(channels.filter((one) => one.ticked).map((one) => [one.order, one.label, one.origin.level])).toEqual([
      [1, '政府网站', 'CITY'],
      [12, '入户/现场', 'DISTRICT'],
      [13, '其他', 'DISTRICT'],
    ]);
    expect((await small.itemAt(db, small.otherDistrict)).channels).toHaveLength(12);
  });

  it('lets the defining level add for everybody; what lower levels added stays behind it', async () => {
    await db.transaction(
      append(small.cityOffice, small.city, { elements: [small.element('amount', { type: 'MONEY' })] }),
    );
    expect(await ids(small.street)).toEqual([
      '1:scope',
      '2:phone',
      '3:amount',
      '4:barrierFree',
      '5:parking',
      '6:helpDesk',
    ]);
  });

  it('counts an element once when an upper level comes to use its id', async () => {
    await db.transaction(append(small.cityOffice, small.city, { elements: [small.element('helpDesk')] }));
    const desk = (await small.itemAt(db, small.street)).elements.filter((one) => one.id === 'helpDesk');
    expect(desk.map((one) => one.origin.level)).toEqual(['CITY']);
  });

  it('refuses what stands there already, and empty additions', async () => {
    const before = await small.traces(db);
    const refused = async (value: Additions) =>
      (await small.refusals(db, append(small.streetOffice, small.street, value))).map((one) => [
        one.code,
        one.path.join('.'),
      ]);
    expect(await refused({ elements: [small.element('scope')] })).toEqual([['DUPLICATE', 'value.elements.0.id']]);
    expect(await refused({ bases: [small.regulation] })).toEqual([['DUPLICATE', 'value.bases.0']]);
    expect(await refused({ channels: ['GOVERNMENT_WEBSITE'] })).toEqual([['DUPLICATE', 'value.channels.0']]);
    expect(await refused({ elements: [] })).toEqual([['REQUIRED', 'value']]);
    expect(await refused({ bases: [{ title: '条例', docNo: null, clause: null }] })).toEqual([
      ['RULE_VIOLATION', 'value.bases.0.title'],
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      const change = append(actor, small.district, { elements: [small.element('intruder')] });
      expect(await small.denial(db, change)).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });
});
