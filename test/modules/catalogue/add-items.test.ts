import { describe, expect, it } from 'vitest';
import { addItems } from '../../../src/modules/catalogue/add-items.js';
import { openEdition } from '../../../src/modules/catalogue/editions/open-edition.js';
import { publishEdition } from '../../../src/modules/catalogue/editions/publish-edition.js';
import { retireItem } from '../../../src/modules/catalogue/retire-item.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import type { Tx } from '../../../src/platform/db/tx.js';
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
    const upTo = added.sequence ?? 0n;
    const entries = await listEntries(db, { after: upTo - 1n, upTo, limit: 9 });
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
      ['INVALID', 'items.1.parentCode', 'CAT-03'],
      ['DUPLICATE', 'items.2.code', 'R-I11'],
      ['INVALID', 'items.3.code', 'R-I11'],
      ['INVALID', 'items.4.category', 'CAT-02'],
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('proposes them in an edition: a proposed group carries leaves of that edition alone, and its code is taken', async () => {
    const openAs = (title: string) => (tx: Tx) =>
      openEdition(tx, small.cityOffice, { divisionCode: small.city, title });
    const [{ id: editionId }, other] = [await db.transaction(openAs('甲')), await db.transaction(openAs('乙'))];
    const group = small.item({ code: 'GG-05', parentCode: null, isLeaf: false, columns: { name: '新的一类' } });
    const leafOf = (code: string) => small.item({ code, parentCode: 'GG-05' });
    const input = { divisionCode: small.city, editionId, items: [group, leafOf('GG-05-01')] };
    const before = await small.traces(db);
    expect(await db.transaction((tx) => addItems(tx, small.cityOffice, input))).toMatchObject({ sequence: null });
    expect(small.gained(before, await small.traces(db))).not.toHaveProperty('catalogue_item');
    const elsewhere = { ...input, editionId: other.id, items: [leafOf('GG-05-02'), leafOf('GG-05-01')] };
    const faults = await small.refusals(db, (tx) => addItems(tx, small.cityOffice, elsewhere));
    expect(faults.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID', 'items.0.parentCode'],
      ['DUPLICATE', 'items.1.code'],
      ['INVALID', 'items.1.parentCode'],
    ]);
    await db.transaction((tx) => publishEdition(tx, small.cityOffice, { editionId }));
    expect(await small.itemAt(db, small.street, 'GG-05-01')).toMatchObject({
      tier: 2,
      local: false,
      definedAt: small.city,
    });
  });

  it('puts nothing under a branch that has ended, neither at once nor by an edition that was open before', async () => {
    const group = (code: string, parentCode: string | null) =>
      small.item({ code, parentCode, isLeaf: false, columns: { name: code } });
    const branch = { divisionCode: small.city, items: [group('GG-06', null), group('GG-06-01', 'GG-06')] };
    await db.transaction((tx) => addItems(tx, small.cityOffice, branch));
    const { id: editionId } = await db.transaction((tx) =>
      openEdition(tx, small.cityOffice, { divisionCode: small.city, title: '丙' }),
    );
    const below = { divisionCode: small.city, items: [small.item({ code: 'GG-06-01-01', parentCode: 'GG-06-01' })] };
    await db.transaction((tx) => addItems(tx, small.cityOffice, { ...below, editionId }));
    const end = { divisionCode: small.city, itemCode: 'GG-06', reason: '整类合并' };
    const within = await small.refusals(db, (tx) => retireItem(tx, small.cityOffice, { ...end, editionId }));
    expect(within).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'CAT-03' }]);
    expect(within[0]?.message).toContain('GG-06-01-01');
    await db.transaction((tx) => retireItem(tx, small.cityOffice, end));
    const before = await small.traces(db);
    const items = [small.item({ code: 'GG-06-01-02', parentCode: 'GG-06-01' })];
    const refused = await small.refusals(db, (tx) => addItems(tx, small.cityOffice, { ...below, items }));
    expect(refused).toMatchObject([{ code: 'INVALID', path: ['items', '0', 'parentCode'] }]);
    const late = await small.refusals(db, (tx) => publishEdition(tx, small.cityOffice, { editionId }));
    expect(late).toContainEqual(expect.objectContaining({ code: 'NOT_ALLOWED_HERE', rule: 'R-I11' }));
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
