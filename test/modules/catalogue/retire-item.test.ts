import { describe, expect, it } from 'vitest';
import { addItem } from '../../../src/modules/catalogue/add-item.js';
import { appendToField } from '../../../src/modules/catalogue/append-to-field.js';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import { retireItem } from '../../../src/modules/catalogue/retire-item.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';
import { releasedAt } from '../../support/released-at.js';

const db = await testDatabase();
await small.settleCatalogue(db);

function retire(actor: Actor, itemCode: string, divisionCode: string = small.city) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    retireItem(tx, actor, { divisionCode, itemCode, reason: '职能已调整' });
}

describe('retireItem', () => {
  it('takes the leaf off every list, keeps it readable, and keeps what holds a basis of its own (R-I12)', async () => {
    const value = { bases: [small.localRule] };
    const here = { divisionCode: small.district, itemCode: small.leaf };
    await db.transaction((tx) => appendToField(tx, small.districtOffice, { ...here, value }));
    const before = await small.traces(db);
    const sequence = releasedAt(await db.transaction(retire(small.cityOffice, small.leaf)));
    expect(small.gained(before, await small.traces(db))).toMatchObject({ catalogue_fact: 1, ledger_entry: 1, head: 1 });
    const catalogue = await loadCatalogue(db, await loadDirectory(db, sequence), sequence);
    const listed = (code: string) => catalogue.effectiveItems(code).some((item) => item.code === small.leaf);
    expect([small.city, small.otherDistrict, small.district, small.street].map(listed)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(catalogue.effectiveItem(small.city, small.leaf)?.applicability).toBe('RETIRED');
    expect((await small.itemAt(db, small.otherDistrict)).applicability).toBe('RETIRED');
    expect((await small.itemAt(db, small.street)).applicability).toBe('APPLICABLE');
    expect(catalogue.leafCodesUnder(small.group)).toEqual([small.leaf, small.lowerLeaf]);
    const earlier = await loadCatalogue(db, await loadDirectory(db, sequence - 1n), sequence - 1n);
    expect(earlier.effectiveItem(small.city, small.leaf)?.applicability).toBe('APPLICABLE');
  });

  it('ends changes to the item, and its code', async () => {
    const change = { divisionCode: small.city, itemCode: small.leaf, value: { note: '一' } };
    const [fault] = await small.refusals(db, (tx) => overrideField(tx, small.cityOffice, change));
    expect(fault).toMatchObject({ code: 'NOT_ALLOWED_HERE', rule: 'CAT-19' });
    const again = { divisionCode: small.city, ...small.item() };
    expect((await small.refusals(db, (tx) => addItem(tx, small.cityOffice, again)))[0]?.code).toBe('DUPLICATE');
  });

  it('refuses what the standard lists, what was defined above, and a missing reason', async () => {
    const power = small.item({
      code: 'ZH-06',
      parentCode: null,
      category: 'COMPREHENSIVE_AFFAIRS',
      identifier: 'POWER_RESPONSIBILITY_LIST',
    });
    await db.transaction((tx) => addItem(tx, small.cityOffice, { divisionCode: small.city, ...power }));
    const before = await small.traces(db);
    expect((await small.refusals(db, retire(small.cityOffice, 'ZH-06')))[0]?.rule).toBe('CAT-04');
    expect((await small.refusals(db, retire(small.districtOffice, small.lowerLeaf, small.district)))[0]?.rule).toBe(
      'R-I02',
    );
    const silent = { divisionCode: small.city, itemCode: small.lowerLeaf, reason: '' };
    expect((await small.refusals(db, (tx) => retireItem(tx, small.cityOffice, silent)))[0]?.code).toBe('REQUIRED');
    expect(await small.traces(db)).toEqual(before);
  });

  it('retires what stands below a group', async () => {
    await db.transaction(retire(small.cityOffice, small.group));
    expect((await small.itemAt(db, small.district, small.lowerLeaf)).applicability).toBe('RETIRED');
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of [small.districtOffice, ...small.strangers]) {
      expect(await small.denial(db, retire(actor, small.lowerLeaf))).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });
});
