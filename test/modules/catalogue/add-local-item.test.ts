import { describe, expect, it } from 'vitest';
import { addItems } from '../../../src/modules/catalogue/add-items.js';
import { addLocalItem, type AddLocalItem } from '../../../src/modules/catalogue/add-local-item.js';
import { findEffectiveItem } from '../../../src/modules/catalogue/find-effective-item.js';
import { retireItem } from '../../../src/modules/catalogue/retire-item.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { ids } from '../jurisdictions/small-country.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const localColumns = small.columns({
  name: '灯会期间客流管控告示',
  responsibility: { bodyId: ids.caoyang },
  levels: ['STREET'],
  deadline: { kind: 'COMMITTED', trigger: 'OCCURRED', amount: 2, unit: 'HOUR' },
});

function add(actor: Actor, more: Partial<AddLocalItem> = {}) {
  const input = {
    divisionCode: small.street,
    parentCode: small.group,
    identifier: 'LOCAL_NOTICE',
    columns: localColumns,
  };
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) => addLocalItem(tx, actor, { ...input, ...more });
}

describe('addLocalItem', () => {
  it('gives the codes in order and shows the leaf in the own division only (R-I11)', async () => {
    const first = await db.transaction(add(small.streetOffice));
    const second = await db.transaction(add(small.streetOffice));
    expect([...first.itemCodes, ...second.itemCodes]).toEqual(['GG-01-L310107005-01', 'GG-01-L310107005-02']);
    const item = await small.itemAt(db, small.street, 'GG-01-L310107005-01');
    expect(item).toMatchObject({
      definedAt: small.street,
      local: true,
      isLeaf: true,
      tier: 2,
      category: 'PUBLIC_SERVICE_ITEM',
      responsibility: { bodyId: ids.caoyang },
    });
    expect(item.bases[0]?.origin).toMatchObject({ level: 'STREET', state: 'DEFINED', rule: 'R-I11' });
    for (const divisionCode of [small.city, small.district, small.otherDistrict]) {
      expect(await findEffectiveItem(db, { divisionCode, itemCode: item.code })).toBeNull();
    }
    expect((await small.itemAt(db, small.street, small.group)).childCodes).toEqual([
      small.leaf,
      small.lowerLeaf,
      'GG-01-L310107005-01',
      'GG-01-L310107005-02',
    ]);
    expect((await small.itemAt(db, small.district, small.group)).childCodes).toEqual([small.leaf, small.lowerLeaf]);
  });

  it('splits a leaf where it is added: the old leaf becomes a grouping there and stays a leaf elsewhere (CAT-03)', async () => {
    const added = await db.transaction(add(small.streetOffice, { parentCode: small.lowerLeaf }));
    expect(added.itemCodes).toEqual(['GG-01-02-L310107005-01']);
    expect((await small.itemAt(db, small.street, small.lowerLeaf)).isLeaf).toBe(false);
    expect((await small.itemAt(db, small.district, small.lowerLeaf)).isLeaf).toBe(true);
  });

  it('wants all columns, a body of the own tree and levels of its own', async () => {
    const before = await small.traces(db);
    const refused = async (columns: AddLocalItem['columns']) =>
      (await small.refusals(db, add(small.streetOffice, { columns }))).map((one) => [one.path.join('.'), one.rule]);
    const { deadline: _, ...without } = localColumns;
    expect(await refused(without)).toEqual([['columns.deadline', 'CAT-01']]);
    expect(await refused({ ...localColumns, responsibility: { bodyId: ids.putuo } })).toEqual([
      ['columns.responsibility', 'R-I06'],
    ]);
    expect(await refused({ ...localColumns, levels: ['CITY', 'STREET'] })).toEqual([['columns.levels', 'R-I11']]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses parents too deep, unknown ones and the top level', async () => {
    const deep = small.item({
      code: 'GG-03',
      parentCode: null,
      isLeaf: false,
      identifier: 'AA',
      columns: { name: '一' },
    });
    const items = [
      deep,
      { ...deep, code: 'GG-03-01', parentCode: 'GG-03' },
      { ...deep, code: 'GG-03-01-01', parentCode: 'GG-03-01' },
    ];
    await db.transaction((tx) => addItems(tx, small.cityOffice, { divisionCode: small.city, items }));
    const before = await small.traces(db);
    const tooDeep = await small.refusals(db, add(small.streetOffice, { parentCode: 'GG-03-01-01' }));
    expect(tooDeep[0]).toMatchObject({ code: 'NOT_ALLOWED_HERE', path: ['parentCode'], rule: 'R-I11' });
    expect(await small.denial(db, add(small.streetOffice, { parentCode: 'GG-99' }))).toBe('NOT_FOUND');
    const top = await small.refusals(db, add(small.cityOffice, { divisionCode: small.city }));
    expect(top[0]).toMatchObject({ code: 'NOT_ALLOWED_HERE', rule: 'R-I11' });
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses parents in a branch that has ended, whichever tier ended; a retirement that comes at once is waited for', async () => {
    const top = small.item({
      code: 'GG-04',
      parentCode: null,
      isLeaf: false,
      identifier: 'AB',
      columns: { name: '一' },
    });
    const items = [top, { ...top, code: 'GG-04-01', parentCode: 'GG-04' }, { ...top, code: 'GG-05' }];
    await db.transaction((tx) => addItems(tx, small.cityOffice, { divisionCode: small.city, items }));
    const retire = (itemCode: string) =>
      db.transaction((tx) =>
        retireItem(tx, small.cityOffice, { divisionCode: small.city, itemCode, reason: '职能调整' }),
      );
    await retire('GG-04');
    const before = await small.traces(db);
    for (const parentCode of ['GG-04-01', 'GG-04']) {
      for (const divisionCode of [small.district, small.street]) {
        const refused = await small.refusals(db, add(small.cityOffice, { divisionCode, parentCode }));
        expect(refused).toContainEqual(
          expect.objectContaining({
            code: 'NOT_ALLOWED_HERE',
            path: ['parentCode'],
            rule: 'R-I11',
            message: '上级事项或者其所属的分类已停用。',
          }),
        );
      }
    }
    expect(await small.traces(db)).toEqual(before);
    await Promise.allSettled([db.transaction(add(small.streetOffice, { parentCode: 'GG-05' })), retire('GG-05')]);
    const [late] = await db.sql<{ late: boolean }>(
      `select exists (select 1 from catalogue_item i join catalogue_item g on g.code = i.parent_code
         where i.parent_code = 'GG-05' and i.from_sequence > g.to_sequence) as late`,
    );
    expect(late).toEqual({ late: false });
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      expect(await small.denial(db, add(actor, { divisionCode: small.district }))).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });

  it('counts on where some of its own, and some of the level above, have been split', async () => {
    const columns = small.columns({ levels: ['DISTRICT', 'STREET'] });
    const upper = await db.transaction(add(small.districtOffice, { divisionCode: small.district, columns }));
    expect(upper.itemCodes).toEqual(['GG-01-L310107-01']);
    const split = await db.transaction(add(small.streetOffice, { parentCode: 'GG-01-L310107-01' }));
    expect(split.itemCodes).toEqual(['GG-01-L310107-01-L310107005-01']);
    const own = await db.transaction(add(small.streetOffice, { parentCode: 'GG-01-L310107005-01' }));
    expect(own.itemCodes).toEqual(['GG-01-L310107005-01-L310107005-01']);
    const next = await db.transaction(add(small.districtOffice, { divisionCode: small.district, columns }));
    expect(next.itemCodes).toEqual(['GG-01-L310107-02']);
    expect((await db.transaction(add(small.streetOffice))).itemCodes[0]).toMatch(/^GG-01-L310107005-\d\d$/);
  });
});
