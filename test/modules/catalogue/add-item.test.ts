import { describe, expect, it } from 'vitest';
import { addItem } from '../../../src/modules/catalogue/add-item.js';
import type { ColumnValues } from '../../../src/modules/catalogue/editing/check-columns.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);
let number = 10;

function add(columns: ColumnValues, actor = small.cityOffice) {
  number += 1;
  const item = small.item({ code: `GG-01-${number}`, columns });
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    addItem(tx, actor, { divisionCode: small.city, ...item });
}

async function faultsOf(columns: ColumnValues): Promise<unknown[]> {
  const faults = await small.refusals(db, add(columns));
  return faults.map(({ code, path, rule }) => [code, path.join('.'), rule]);
}

describe('addItem', () => {
  it('refuses a leaf without a basis, naming the column; with it the leaf is accepted (A01)', async () => {
    const before = await small.traces(db);
    const { bases, ...without } = small.columns();
    const [fault] = await small.refusals(db, add(without));
    expect(fault).toMatchObject({ code: 'REQUIRED', path: ['columns', 'bases'], rule: 'CAT-01' });
    expect(fault?.message).toContain('公开依据');
    expect(await small.traces(db)).toEqual(before);
    const added = await db.transaction(add({ ...without, bases }));
    expect((await small.itemAt(db, small.district, added.itemCodes[0])).bases).toHaveLength(1);
  });

  it('keeps the website ticked for what is proactive (A04)', async () => {
    expect(await faultsOf(small.columns({ channels: ['PRINT_MEDIA'] }))).toEqual([
      ['RULE_VIOLATION', 'columns.channels', 'R-H01'],
    ]);
  });

  it('asks who a specific audience is (A05)', async () => {
    expect(await faultsOf(small.columns({ audience: { specific: ' ' } }))).toEqual([
      ['REQUIRED', 'columns.audience.specific', 'CAT-14'],
    ]);
    const added = await db.transaction(add(small.columns({ audience: { specific: '本区散居孤儿监护人' } })));
    expect((await small.itemAt(db, small.city, added.itemCodes[0])).audience).toEqual({
      allSociety: false,
      specific: '本区散居孤儿监护人',
    });
  });

  it('refuses a short title with a hint to the full one (A06)', async () => {
    const short = { title: '条例', docNo: null, clause: null };
    const [fault] = await small.refusals(db, add(small.columns({ bases: [short] })));
    expect(fault).toMatchObject({ path: ['columns', 'bases', '0', 'title'], rule: 'CAT-09' });
    expect(fault?.message).toContain('中华人民共和国政府信息公开条例');
  });

  it('refuses a commitment of 25 days under 20, accepts 12 and shows COMMITTED (A07)', async () => {
    expect(await faultsOf(small.columns({ deadline: small.days(25) }))).toEqual([
      ['RULE_VIOLATION', 'columns.deadline', 'R-D02'],
    ]);
    const added = await db.transaction(add(small.columns({ deadline: small.days(12) })));
    const { deadline } = await small.itemAt(db, small.district, added.itemCodes[0]);
    expect(deadline).toMatchObject({ kind: 'COMMITTED', amount: 12, unit: 'WORKING_DAY' });
  });

  it('wants a citation for a term by other law, which then may be longer (A08)', async () => {
    const byLaw = { kind: 'OTHER_LAW', trigger: 'FORMED', amount: 30, unit: 'WORKING_DAY' } as const;
    expect(await faultsOf(small.columns({ deadline: byLaw }))).toEqual([
      ['REQUIRED', 'columns.deadline.citation', 'R-D03'],
    ]);
    const added = await db.transaction(add(small.columns({ deadline: { ...byLaw, citation: small.regulation } })));
    const { deadline } = await small.itemAt(db, small.district, added.itemCodes[0]);
    expect(deadline).toMatchObject({ kind: 'OTHER_LAW', amount: 30 });
    expect(deadline?.citation).toBe('《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条');
  });

  it('wants unique element ids, known bodies and at least one level', async () => {
    const wrong = small.columns({
      elements: [small.element('a'), small.element('a'), small.element('b', { type: 'ENUM' })],
      responsibility: { function: 'NO_SUCH_FUNCTION' },
      levels: [],
    });
    expect(await faultsOf(wrong)).toEqual([
      ['DUPLICATE', 'columns.elements.1.id', 'R-I03'],
      ['INVALID', 'columns.elements.2.values', 'CAT-08'],
      ['REQUIRED', 'columns.levels', 'CAT-16'],
      ['RULE_VIOLATION', 'columns.responsibility', 'R-I06'],
    ]);
  });

  it('is refused to everybody but the office at the top, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of [small.districtOffice, ...small.strangers]) {
      expect(await small.denial(db, add(small.columns(), actor))).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });
});
