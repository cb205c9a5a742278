import { describe, expect, it } from 'vitest';
import { overrideField, type OverrideField } from '../../../src/modules/catalogue/override-field.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { abolishBody } from '../../../src/modules/jurisdictions/bodies/abolish-body.js';
import { mergeBodies } from '../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { registerBodies } from '../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { body, ids, operator } from '../jurisdictions/small-country.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);

function override(actor: Actor, divisionCode: string, more: Partial<OverrideField> & Pick<OverrideField, 'value'>) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    overrideField(tx, actor, { divisionCode, itemCode: small.leaf, ...more });
}

describe('overrideField', () => {
  it('lets a district shorten a term, its street inherits it, others do not (B02)', async () => {
    const shorter = override(small.districtOffice, small.district, {
      value: { deadline: { ...small.days(10), kind: 'STATUTORY' } },
      reason: '区级承诺',
    });
    await db.transaction(shorter);
    for (const code of [small.district, small.street]) {
      const { deadline, fieldOrigins } = await small.itemAt(db, code);
      expect(deadline).toMatchObject({ kind: 'COMMITTED', amount: 10 });
      expect(deadline?.origin).toMatchObject({
        level: 'DISTRICT',
        state: 'OVERRIDE',
        reason: '区级承诺',
        rule: 'R-I05',
      });
      expect(deadline?.others.map((other) => other.amount)).toEqual([20]);
      const origins = fieldOrigins.find((origin) => origin.field === 'deadline')?.origins;
      expect(origins?.map((origin) => origin.level)).toEqual(['DISTRICT', 'CITY']);
    }
    expect((await small.itemAt(db, small.otherDistrict)).deadline?.amount).toBe(20);
  });

  it('refuses a street that is looser than its district, naming the district (B03)', async () => {
    const before = await small.traces(db);
    const [fault] = await small.refusals(
      db,
      override(small.streetOffice, small.street, { value: { deadline: small.days(15) } }),
    );
    expect(fault).toMatchObject({ code: 'RULE_VIOLATION', path: ['value', 'deadline'], rule: 'R-I05' });
    expect(fault?.message).toContain('普陀区');
    expect(fault?.message).toContain('10个工作日');
    expect(fault?.explanation).toMatchObject({ rule: 'R-I05', clause: null, pack: 'NATIONAL_BASE' });
    expect(fault?.explanation?.inputs[1]).toMatchObject({ name: '上级时限(普陀区)' });
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses another trigger or unit below', async () => {
    const other = { ...small.days(5), trigger: 'FORMED' } as const;
    const [fault] = await small.refusals(
      db,
      override(small.streetOffice, small.street, { value: { deadline: other } }),
    );
    expect(fault?.rule).toBe('R-I05');
  });

  it.each([
    [{ name: '改名' }, 'R-I01'],
    [{ levels: ['STREET'] as const }, 'R-I01'],
    [{ elements: [small.element('scope')] }, 'R-I03'],
    [{ bases: [small.localRule] }, 'R-I04'],
    [{ audience: { specific: '本区居民' } }, 'R-I08'],
    [{ channels: ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'] as const }, 'R-I07'],
  ])('refuses what the table of fields forbids below: %j by %s', async (value, rule) => {
    const before = await small.traces(db);
    const faults = await small.refusals(db, override(small.districtOffice, small.district, { value }));
    expect(faults.map((fault) => fault.rule)).toEqual([rule]);
    expect(faults[0]?.explanation?.inputs[0]?.name).toContain('上海市');
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses to untick the website, at the top and below (A04)', async () => {
    const value = { channels: ['PRINT_MEDIA'] } as const;
    const above = await small.refusals(db, override(small.cityOffice, small.city, { value }));
    expect(above.map((fault) => fault.rule)).toEqual(['R-H01']);
    const below = await small.refusals(db, override(small.districtOffice, small.district, { value }));
    expect(below.map((fault) => fault.rule)).toEqual(['R-H01', 'R-I07']);
  });

  it('names no body that has ended, and says since when and who has it now (R-P06)', async () => {
    const slugs = ['310107-merged', '310107-lost'];
    const registered = slugs.map((slug) => body({ slug, name: slug, kind: 'DEPARTMENT' }));
    const [merged, lost] = await db.transaction((tx) => registerBodies(tx, operator, { bodies: registered }));
    const effectiveOn = '2026-02-01';
    await db.transaction((tx) =>
      mergeBodies(tx, operator, {
        predecessorId: merged?.id ?? '',
        successors: [{ bodyId: ids.putuoCivil }],
        effectiveOn,
      }),
    );
    await db.transaction((tx) => abolishBody(tx, operator, { bodyId: lost?.id ?? '', effectiveOn }));
    const name = async (bodyId = '') => {
      const value = { responsibility: { bodyId } };
      return (await small.refusals(db, override(small.districtOffice, small.district, { value })))[0];
    };
    expect(await name(merged?.id)).toMatchObject({
      code: 'RULE_VIOLATION',
      path: ['value', 'responsibility'],
      rule: 'R-P06',
      message: '310107-merged已于2026-01-31撤并，其职能由普陀区民政局承担，不能确定为公开主体。',
      explanation: {
        inputs: [
          { name: '公开主体', value: '310107-merged' },
          { name: '公开主体(上海市)', value: 'CIVIL_AFFAIRS' },
          { name: '承继机关', value: '普陀区民政局' },
        ],
      },
    });
    expect((await name(lost?.id))?.message).toBe(
      '310107-lost已于2026-01-31撤并，其职能由普陀区人民政府承担，不能确定为公开主体。',
    );
  });

  it('keeps the body inside the own tree (R-I06)', async () => {
    const outside = override(small.districtOffice, small.district, {
      value: { responsibility: { bodyId: ids.huangpu } },
    });
    expect((await small.refusals(db, outside))[0]).toMatchObject({ rule: 'R-I06', path: ['value', 'responsibility'] });
    await db.transaction(
      override(small.districtOffice, small.district, { value: { responsibility: { bodyId: ids.putuo } } }),
    );
    expect((await small.itemAt(db, small.street)).responsibility).toMatchObject({
      bodyId: ids.putuo,
      explanation: { rule: 'R-P01', pack: 'GRASSROOTS_GB' },
    });
  });

  it('writes an explicit empty value, which is not the same as inheriting', async () => {
    await db.transaction(override(small.cityOffice, small.city, { value: { note: '全市说明' } }));
    await db.transaction(override(small.districtOffice, small.district, { value: { note: null } }));
    expect((await small.itemAt(db, small.street)).note).toBeNull();
    expect((await small.itemAt(db, small.otherDistrict)).note).toBe('全市说明');
  });

  it('shows a city edit everywhere at once with origin CITY (B01)', async () => {
    const bases = [small.regulation, { ...small.regulation, clause: '第二十条' }];
    await db.transaction(override(small.cityOffice, small.city, { value: { bases } }));
    for (const code of [small.city, small.district, small.otherDistrict, small.street]) {
      const item = await small.itemAt(db, code);
      expect(item.bases.map((basis) => [basis.clause, basis.origin.level])).toEqual([
        ['第二十六条', 'CITY'],
        ['第二十条', 'CITY'],
      ]);
    }
  });

  it('keeps a lower value that the city overtakes, shows it, and lets it wait (R-I12, B09)', async () => {
    await db.transaction(override(small.cityOffice, small.city, { value: { deadline: small.days(8) } }));
    const { deadline } = await small.itemAt(db, small.district);
    expect(deadline).toMatchObject({ amount: 8, origin: { level: 'CITY' } });
    expect(deadline?.others.map((other) => [other.amount, other.origin.level])).toEqual([[10, 'DISTRICT']]);
  });

  it('writes nothing when nothing changes', async () => {
    const same = override(small.districtOffice, small.district, { value: { note: null } });
    const before = await small.traces(db);
    const change = await db.transaction(same);
    expect(change.factId).not.toBeNull();
    expect(await small.traces(db)).toEqual(before);
  });

  it('answers a stale expectation with both values', async () => {
    const first = await db.transaction(override(small.streetOffice, small.street, { value: { note: '甲' } }));
    const note = (text: string, expectedFactId: string | null) =>
      override(small.streetOffice, small.street, { value: { note: text }, expectedFactId });
    const second = await db.transaction(note('乙', first.factId));
    const [fault] = await small.refusals(db, note('丙', first.factId));
    expect(fault).toMatchObject({ code: 'CONFLICT', path: ['expectedFactId'] });
    expect(fault?.explanation?.inputs.map((input) => input.value)).toEqual(['甲', '乙']);
    expect((await small.refusals(db, note('丙', null)))[0]?.code).toBe('CONFLICT');
    await db.transaction(note('丙', second.factId));
  });

  it('refuses columns of a leaf on a group, several fields at once, and what the division does not see', async () => {
    const onGroup = override(small.cityOffice, small.city, {
      itemCode: small.group,
      value: { bases: [small.localRule] },
    });
    expect((await small.refusals(db, onGroup))[0]?.rule).toBe('CAT-03');
    const two = override(small.cityOffice, small.city, { value: { note: '一', name: '二' } });
    expect((await small.refusals(db, two))[0]).toMatchObject({ code: 'INVALID', path: ['value'] });
    const unknown = override(small.cityOffice, small.city, { itemCode: 'XX', value: { note: '一' } });
    expect(await small.denial(db, unknown)).toBe('NOT_FOUND');
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      const change = override(actor, small.district, { value: { deadline: small.days(5) } });
      expect(await small.denial(db, change)).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });
});
