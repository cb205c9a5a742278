import { describe, expect, it } from 'vitest';
import { addItems } from '../../../src/modules/catalogue/add-items.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);

function add(items: readonly Parameters<typeof small.item>[0][], actor = small.cityOffice, divisionCode = small.city) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    addItems(tx, actor, { divisionCode, items: items.map((one) => small.item(one)) });
}

describe('addItems', () => {
  it('defines several items in one release, one entry for each', async () => {
    const before = await small.traces(db);
    const added = await db.transaction(
      add([
        { code: 'GG-02', parentCode: null, isLeaf: false, identifier: 'GROUP_TWO', columns: { name: '文化服务' } },
        { code: 'GG-02-01', parentCode: 'GG-02', identifier: 'CULTURE_SITES' },
      ]),
    );
    expect(added.itemCodes).toEqual(['GG-02', 'GG-02-01']);
    const after = await small.traces(db);
    expect(small.gained(before, after)).toMatchObject({
      catalogue_item: 2,
      catalogue_fact: 12,
      ledger_entry: 2,
      head: 1,
    });
    const entries = await listEntries(db, { after: added.sequence - 1n, upTo: added.sequence, limit: 9 });
    expect(entries.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['CATALOGUE_CHANGED', '310000/GG-02'],
      ['CATALOGUE_CHANGED', '310000/GG-02-01'],
    ]);
    expect(await small.itemAt(db, small.street, 'GG-02-01')).toMatchObject({
      tier: 2,
      parentCode: 'GG-02',
      isLeaf: true,
    });
  });

  it('names every fault of every item and stores none of them', async () => {
    const before = await small.traces(db);
    const faults = await small.refusals(
      db,
      add([
        { code: 'GG-03', parentCode: null, isLeaf: false, columns: { name: '好的' } },
        { code: 'GG-03-01', parentCode: 'GG-99' },
        { code: small.leaf },
        { code: 'GG-03-L310107-01', parentCode: 'GG-03' },
        { code: 'GG-03-02', parentCode: 'GG-03', category: 'KEY_WORK' },
      ]),
    );
    expect(faults.map(({ code, path, rule }) => [code, path.join('.'), rule])).toEqual([
      ['INVALID', 'items.1.parentCode', undefined],
      ['DUPLICATE', 'items.2.code', 'R-I11'],
      ['INVALID', 'items.3.code', 'R-I11'],
      ['INVALID', 'items.4.category', 'CAT-02'],
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('is for the top level only: others add local items', async () => {
    const before = await small.traces(db);
    const [fault] = await small.refusals(db, add([{ code: 'GG-04' }], small.districtOffice, small.district));
    expect(fault).toMatchObject({ code: 'NOT_ALLOWED_HERE', rule: 'R-I11' });
    expect(await small.denial(db, add([{ code: 'GG-04' }], small.districtOffice))).toBe('FORBIDDEN');
    expect(await small.traces(db)).toEqual(before);
  });
});
