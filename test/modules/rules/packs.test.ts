import { describe, expect, it } from 'vitest';
import { computeDueDate } from '../../../src/modules/rules/due-date.js';
import { packNames } from '../../../src/modules/rules/pack.js';
import { explain, isPackName, packAt, packFor, parameterOf, ruleOf } from '../../../src/modules/rules/packs.js';
import { WorkingCalendar } from '../../../src/modules/rules/working-calendar.js';

const [base, shanghai, shanxi, guide, county] = [
  packFor('NATIONAL_BASE'),
  packFor('SHANGHAI'),
  packFor('SHANXI'),
  packFor('GRASSROOTS_GB'),
  packFor('COUNTY_TRIAL'),
];
const calendar = new WorkingCalendar();

describe('packFor and packAt', () => {
  it('knows five packs and refuses any other', () => {
    for (const name of packNames) expect(packFor(name).edition.name).toBe(name);
    expect(isPackName('SHANGHAI')).toBe(true);
    expect(isPackName('shanghai')).toBe(false);
    expect(() => packFor('GUANGDONG')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(() => packAt('', '2026-01-01')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('gives the edition in force at the trigger, and the base before a local one began', () => {
    expect(packAt('SHANGHAI', '2021-06-01')).toMatchObject({
      edition: { name: 'SHANGHAI', version: '2021-06-01' },
      base: { edition: { name: 'NATIONAL_BASE' } },
    });
    expect(packAt('SHANGHAI', '2021-05-31')).toMatchObject({
      edition: { name: 'NATIONAL_BASE', version: '2019-05-15' },
      base: null,
    });
    expect(packAt('NATIONAL_BASE', '2010-01-01')).toMatchObject({ edition: { name: 'NATIONAL_BASE' }, base: null });
  });
});

describe('parameterOf', () => {
  it('takes the local value, with its rule, clause and severity', () => {
    expect(parameterOf(shanghai, 'publish.documentLimit')).toMatchObject({
      value: { amount: 10, unit: 'WORKING_DAY', triggers: ['ISSUED'] },
      rule: 'R-D04',
      clause: '沪委办发〔2017〕14号 (十四)',
      severity: 'SOFT',
      edition: { name: 'SHANGHAI' },
    });
  });

  it('falls back to the base, and to null where nobody says anything', () => {
    expect(parameterOf(shanghai, 'foi.reply')).toMatchObject({
      value: { amount: 20 },
      rule: 'R-F03',
      edition: { name: 'NATIONAL_BASE' },
    });
    expect(parameterOf(shanghai, 'coordination.answer')).toBeNull();
    expect(parameterOf(base, 'publish.documentLimit')).toBeNull();
  });

  it('lets a consent to publish trade secrets never beat the base', () => {
    expect(parameterOf(county, 'attribute.tradeSecret')).toMatchObject({
      value: 'NOT_DISCLOSED',
      edition: { name: 'NATIONAL_BASE' },
    });
  });

  it('overrides a looser local limit with the base', () => {
    const loose = {
      ...shanghai,
      edition: {
        ...shanghai.edition,
        parameters: {
          ...shanghai.edition.parameters,
          'publish.limit': {
            value: { amount: 30, unit: 'WORKING_DAY', triggers: ['FORMED', 'CHANGED'] },
            rule: 'R-D01',
            clause: null,
            severity: 'HARD',
          },
        },
      },
    } as const;
    expect(parameterOf(loose, 'publish.limit')).toMatchObject({
      value: { amount: 20 },
      edition: { name: 'NATIONAL_BASE' },
    });
  });

  it.each([
    ['publish.limit', 20, 20, 20, 20, 20],
    ['interpretation.timing', undefined, 'SIMULTANEOUS', 'SIMULTANEOUS', 'AFTER_PUBLICATION', 'SIMULTANEOUS'],
    ['attribute.control', 'NONE', 'CONSENT', 'FILE', 'NONE', 'FILE'],
    ['attribute.redactedMode', true, true, false, false, false],
    ['coordination.answer', undefined, undefined, undefined, undefined, 5],
    ['foi.flow', 'REGULATION', 'REGULATION', 'EIGHT_STEPS', 'FIVE_STEPS', 'REGULATION'],
    ['concern.firstRelease', undefined, 5, undefined, undefined, 5],
    ['concern.anchor', 'EVENT', 'EVENT', 'EVENT', 'EVENT', 'CONCERN'],
    ['consultation.minDays', 30, 30, 30, 30, 30],
    ['consultation.resultDue', undefined, 10, undefined, undefined, undefined],
    ['predisclosure.startDue', undefined, undefined, undefined, undefined, 5],
    ['predisclosure.effectGate', 'SOFT', 'SOFT', 'SOFT', 'SOFT', 'HARD'],
    ['catalogue.upperApproval', false, true, true, false, false],
    ['newMedia.repostOnly', false, false, true, false, false],
    ['powerList.updateDue', undefined, 10, undefined, undefined, undefined],
    ['poll.before', 'OPTIONAL', 'REQUIRED', 'OPTIONAL', 'OPTIONAL', 'OPTIONAL'],
    ['website.first', 'PORTAL', 'OWN_OR_UPPER_PORTAL', 'COUNTY_PORTAL', 'COUNTY_PORTAL', 'CITY_PORTAL'],
  ] as const)('%s differs by pack as the sources do', (key, ...expected) => {
    const values = [base, shanghai, shanxi, guide, county].map((pack) => {
      const value = parameterOf(pack, key)?.value;
      if (typeof value !== 'object') return value;
      return 'amount' in value ? value.amount : value.mode;
    });
    expect(values).toEqual(expected);
  });

  it('asks for the press conference under Shanghai only with casualties or impact, in the county always', () => {
    expect(parameterOf(shanghai, 'concern.pressConference')).toMatchObject({
      rule: 'R-S02',
      value: { onlyWithCasualtiesOrImpact: true, limit: { amount: 24 } },
    });
    expect(parameterOf(county, 'concern.pressConference')).toMatchObject({
      rule: 'R-S03',
      value: { onlyWithCasualtiesOrImpact: false },
    });
  });
});

describe('rules', () => {
  it('are worded in the base and cited by local packs', () => {
    expect(ruleOf(shanghai, 'R-P04')).toMatchObject({
      rule: { clause: 'DB31/T 1297—2021 5.6.5', severity: 'HARD' },
      edition: { name: 'SHANGHAI' },
    });
    expect(ruleOf(shanghai, 'R-P05')).toMatchObject({
      rule: { clause: '国务院令第711号 第十条' },
      edition: { name: 'NATIONAL_BASE' },
    });
    expect(ruleOf(county, 'R-M04')?.rule.severity).toBe('HARD');
    expect(ruleOf(shanghai, 'R-M04')?.rule.severity).toBe('SOFT');
    expect(ruleOf(guide, 'R-E01')?.rule.severity).toBe('SOFT');
    expect(ruleOf(shanghai, 'X-00')).toBeNull();
  });

  it('cover every table of the analysis without a gap', () => {
    const counts = { D: 15, P: 8, A: 15, V: 9, C: 8, I: 14, H: 12, E: 10, S: 14, F: 13, M: 7, Q: 7 };
    for (const [letter, count] of Object.entries(counts)) {
      const found = Array.from(
        { length: count },
        (_, index) => `R-${letter}${String(index + 1).padStart(2, '0')}`,
      ).filter((id) => ruleOf(base, id) !== null);
      expect(found).toHaveLength(count);
    }
    expect(Object.keys(base.edition.rules).filter((id) => id.startsWith('R-'))).toHaveLength(132);
  });

  it('every parameter names a rule that its pack knows', () => {
    for (const pack of [base, shanghai, shanxi, guide, county]) {
      for (const parameter of Object.values(pack.edition.parameters))
        expect(ruleOf(pack, parameter.rule)).not.toBeNull();
    }
  });
});

describe('explain', () => {
  it('takes clause, pack and version from the pack that holds the rule', () => {
    expect(
      explain(shanghai, 'R-P04', { inputs: [{ name: '来源', value: '共同制作' }], text: '由牵头机关公开。' }),
    ).toEqual({
      rule: 'R-P04',
      clause: 'DB31/T 1297—2021 5.6.5',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: null,
      inputs: [{ name: '来源', value: '共同制作' }],
      text: '由牵头机关公开。',
    });
    expect(explain(shanghai, 'R-P05')).toEqual({
      rule: 'R-P05',
      clause: '国务院令第711号 第十条',
      pack: 'NATIONAL_BASE',
      packVersion: '2019-05-15',
      calendarVersion: null,
      inputs: [],
      text: '以自己名义履职的派出机构、内设机构负责公开',
    });
  });

  it('lets the caller cite another clause or name a calendar, and survives an unknown rule', () => {
    expect(explain(shanghai, 'R-D03', { clause: '示例规定第六条', calendarVersion: 'CN-2026/x' })).toMatchObject({
      clause: '示例规定第六条',
      calendarVersion: 'CN-2026/x',
    });
    expect(explain(shanghai, 'R-D03', { clause: null }).clause).toBeNull();
    expect(explain(shanghai, 'X-00')).toMatchObject({ rule: 'X-00', clause: null, pack: 'SHANGHAI', text: 'X-00' });
  });
});

describe('clocks of the packs', () => {
  it.each([
    ['SHANGHAI', 'publish.documentLimit', '2026-09-24', '2026-10-15'],
    ['SHANGHAI', 'powerList.updateDue', '2026-04-01', '2026-04-16'],
    ['SHANGHAI', 'consultation.resultDue', '2026-09-24', '2026-10-15'],
    ['SHANGHAI', 'foi.supplement', '2026-02-13', '2026-03-02'],
    ['SHANGHAI', 'foi.reply', '2026-02-13', '2026-03-19'],
    ['COUNTY_TRIAL', 'coordination.answer', '2026-06-18', '2026-06-26'],
    ['COUNTY_TRIAL', 'interpretation.exception', '2026-02-10', '2026-02-13'],
    ['COUNTY_TRIAL', 'predisclosure.startDue', '2026-04-29', '2026-05-09'],
    ['COUNTY_TRIAL', 'concern.firstRelease', '2026-09-25T23:00:00+08:00', '2026-09-26'],
  ] as const)('%s %s from %s ends %s', (name, key, at, date) => {
    const pack = packAt(name, at.slice(0, 10));
    const parameter = parameterOf(pack, key);
    const [trigger = 'FORMED'] = parameter?.value.triggers ?? [];
    const { amount, unit } = parameter?.value ?? { amount: 0, unit: 'DAY' };
    const due = computeDueDate({ trigger, at, amount, unit, calendar, pack, rule: parameter?.rule ?? '' });
    expect(due).toMatchObject({ date, explanation: { rule: parameter?.rule, clause: expect.any(String) } });
  });

  it('of the guide: an interpretation three working days after publication', () => {
    const limit = parameterOf(guide, 'interpretation.timing')?.value.limit;
    const due = computeDueDate({
      trigger: 'PUBLISHED',
      at: '2026-04-30',
      amount: limit?.amount ?? 0,
      unit: limit?.unit ?? 'DAY',
      calendar,
      pack: guide,
      rule: 'R-E02',
    });
    expect(due).toMatchObject({
      date: '2026-05-08',
      explanation: { clause: 'GB/T 42418—2023 7.3', pack: 'GRASSROOTS_GB' },
    });
  });
});
