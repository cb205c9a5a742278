import { describe, expect, it } from 'vitest';
import { addItems } from '../../../../src/modules/catalogue/add-items.js';
import { addLocalItem } from '../../../../src/modules/catalogue/add-local-item.js';
import { diffEdition } from '../../../../src/modules/catalogue/editions/diff-edition.js';
import { openEdition } from '../../../../src/modules/catalogue/editions/open-edition.js';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import { withdrawChange } from '../../../../src/modules/catalogue/editions/withdraw-change.js';
import type { Tx } from '../../../../src/platform/db/tx.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { open, proposed, underReview } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });
const { leaf: itemCode } = small;

describe('withdrawChange', () => {
  it('takes one field out, the others stay', async () => {
    const editionId = await proposed(db, small.district, { value: { note: '备注' } });
    await proposed(db, small.district, { editionId, value: { deadline: small.days(10) } });
    const edition = await db.transaction((tx) =>
      withdrawChange(tx, small.districtOffice, { editionId, itemCode, field: 'note' }),
    );
    expect((await diffEdition(db, edition)).map((change) => change.field)).toEqual(['deadline']);
  });

  it('takes a proposed item out whole, and only whole', async () => {
    const { id: editionId } = await open(db, small.district);
    const input = { divisionCode: small.district, parentCode: small.group, identifier: 'OWN', editionId };
    const columns = small.columns({ levels: ['DISTRICT'] });
    const { itemCodes } = await db.transaction((tx) => addLocalItem(tx, small.districtOffice, { ...input, columns }));
    const [code = ''] = itemCodes;
    const piece = { editionId, itemCode: code, field: 'note' } as const;
    const faults = await small.refusals(db, (tx) => withdrawChange(tx, small.districtOffice, piece));
    expect(faults).toMatchObject([{ code: 'NOT_ALLOWED_HERE', path: ['field'] }]);
    const whole = { editionId, itemCode: code };
    const edition = await db.transaction((tx) => withdrawChange(tx, small.districtOffice, whole));
    expect(await diffEdition(db, edition)).toEqual([]);
    // The code is free again: nobody has seen it.
    const again = await db.transaction((tx) => addLocalItem(tx, small.districtOffice, { ...input, columns }));
    expect(again.itemCodes).toEqual(itemCodes);
  });

  it('takes a proposed group out only after what is proposed below it: no code is free while something stands on it', async () => {
    const { id: editionId } = await db.transaction((tx) =>
      openEdition(tx, small.cityOffice, { divisionCode: small.city, title: '新领域(示例)' }),
    );
    const items = [
      small.item({ code: 'NN', parentCode: null, isLeaf: false, identifier: 'NEW_FIELD', columns: { name: '新领域' } }),
      small.item({ code: 'NN-01', parentCode: 'NN', identifier: 'NEW_LEAF' }),
    ];
    const input = { divisionCode: small.city, editionId, items };
    const added = await db.transaction((tx) => addItems(tx, small.cityOffice, input));
    expect(added).toMatchObject({ itemCodes: ['NN', 'NN-01'], sequence: null });
    const withdraw = (code: string) => (tx: Tx) => withdrawChange(tx, small.cityOffice, { editionId, itemCode: code });
    const faults = await small.refusals(db, withdraw('NN'));
    expect(faults).toMatchObject([{ code: 'NOT_ALLOWED_HERE', path: ['itemCode'], rule: 'CAT-03' }]);
    expect(faults[0]?.message).toContain('NN-01');
    const end = { divisionCode: small.city, itemCode: 'NN-01', editionId, reason: '不再需要' };
    expect(await small.refusals(db, (tx) => retireItem(tx, small.cityOffice, end))).toMatchObject([
      { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], rule: 'CAT-19' },
    ]);
    await db.transaction(withdraw('NN-01'));
    await db.transaction(withdraw('NN'));
  });

  it('is NOT_FOUND for what is not proposed and for strangers, and refused once it is submitted', async () => {
    const editionId = await proposed(db, small.district, { value: { note: '备注' } });
    const nothing = { editionId, itemCode: small.lowerLeaf };
    expect(await small.denial(db, (tx) => withdrawChange(tx, small.districtOffice, nothing))).toBe('NOT_FOUND');
    expect(await small.denial(db, (tx) => withdrawChange(tx, small.otherOffice, { editionId, itemCode }))).toBe(
      'NOT_FOUND',
    );
    await underReview(db, small.district, editionId);
    const before = await small.traces(db);
    const faults = await small.refusals(db, (tx) => withdrawChange(tx, small.districtOffice, { editionId, itemCode }));
    expect(faults).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
    expect(await small.traces(db)).toEqual(before);
  });
});
