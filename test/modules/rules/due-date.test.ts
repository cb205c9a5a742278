import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, endOfDay, parseInstant, printInstant } from '../../../src/modules/rules/calendar-date.js';
import { computeDueDate, type DueDate } from '../../../src/modules/rules/due-date.js';
import type { LimitTrigger, LimitUnit } from '../../../src/modules/rules/pack.js';
import { packAt } from '../../../src/modules/rules/packs.js';
import { WorkingCalendar } from '../../../src/modules/rules/working-calendar.js';

const calendar = new WorkingCalendar();
const units: Readonly<Record<string, LimitUnit>> = { WD: 'WORKING_DAY', D: 'DAY', H: 'HOUR' };

interface Row {
  readonly trigger: LimitTrigger;
  readonly at: string;
  readonly amount: number;
  readonly unit: LimitUnit;
  readonly due: string;
  readonly provisional: boolean;
}

const rows: Row[] = readFileSync(new URL('expected-due-dates.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(2)
  .map((line) => {
    const [trigger = '', at = '', amount = '', unit = '', due = '', state = ''] = line.split('\t');
    return {
      trigger: asTrigger(trigger),
      at,
      amount: Number(amount),
      unit: units[unit] ?? 'DAY',
      due,
      provisional: state === 'provisional',
    };
  });

function asTrigger(text: string): LimitTrigger {
  const known = (['FORMED', 'CHANGED', 'ISSUED', 'PUBLISHED', 'OCCURRED', 'DATE'] as const).find((one) => one === text);
  if (known === undefined) throw new Error(`unknown trigger ${text}`);
  return known;
}

function due(
  at: Date | string,
  amount: number,
  unit: LimitUnit = 'WORKING_DAY',
  trigger: LimitTrigger = 'FORMED',
): DueDate {
  return computeDueDate({ trigger, at, amount, unit, calendar, rule: 'R-D01', pack: packAt('SHANGHAI', '2026-01-01') });
}

describe('expected due dates', () => {
  it('has 140 rows, 20 of them provisional', () => {
    expect(rows).toHaveLength(140);
    expect(rows.filter((row) => row.provisional)).toHaveLength(20);
  });

  it.each(rows)('$trigger $at + $amount $unit = $due', ({ trigger, at, amount, unit, due: expected, provisional }) => {
    const result = due(at, amount, unit, trigger);
    expect(unit === 'HOUR' ? printInstant(result.at) : result.date).toBe(expected);
    expect(result.at).toEqual(unit === 'HOUR' ? new Date(expected) : endOfDay(expected));
    expect(result.provisional).toBe(provisional);
  });

  it.each([
    ['America/Los_Angeles', 16],
    ['UTC', 0],
    ['Asia/Shanghai', 8],
    ['Pacific/Auckland', 12],
  ])('are the same in a process whose zone is %s', (zone, hourOfEpoch) => {
    const child = fileURLToPath(new URL('due-dates-child.mjs', import.meta.url));
    const output = execFileSync(process.execPath, ['--experimental-transform-types', '--no-warnings', child], {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      encoding: 'utf8',
    });
    const expected = rows.map((row) => {
      const result = due(row.at, row.amount, row.unit, row.trigger);
      return [row.unit === 'HOUR' ? result.date : row.due, result.at.toISOString(), row.provisional];
    });
    expect(JSON.parse(output)).toEqual({ hour: hourOfEpoch, results: expected });
  });
});

describe('explanation of a due date', () => {
  it('names rule, clause, pack, versions and inputs (20 working days from 2026-02-09)', () => {
    const result = due('2026-02-09T10:00:00+08:00', 20);
    expect(result.date).toBe('2026-03-13');
    expect(printInstant(result.at)).toBe('2026-03-14T00:00:00+08:00');
    expect(result.explanation).toEqual({
      rule: 'R-D01',
      clause: '国务院令第711号 第二十六条；DB31/T 1297—2021 5.5.2',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: 'CN-2026/chinese-days-1.5.7',
      inputs: [
        { name: '起算事由', value: '信息形成' },
        { name: '起算时间', value: '2026-02-09' },
        { name: '期限', value: '20个工作日' },
      ],
      text: '自信息形成之日(2026-02-09)的次日起计20个工作日，至2026-03-13 24:00届满。',
    });
  });

  it('ends 10 working days from 2026-02-09 on a make-up Saturday', () => {
    expect(due('2026-02-09', 10)).toMatchObject({
      date: '2026-02-28',
      provisional: false,
      explanation: { calendarVersion: 'CN-2026/chinese-days-1.5.7' },
    });
  });

  it('names both years and the caution when a term runs into a year without an arrangement', () => {
    const { explanation } = due('2026-12-18', 20);
    expect(explanation.calendarVersion).toBe('CN-2026/chinese-days-1.5.7; CN-2027/周一至周五暂计');
    expect(explanation.text).toBe(
      '自信息形成之日(2026-12-18)的次日起计20个工作日，至2027-01-15 24:00届满。其中有年度尚未公布放假安排，暂按周一至周五计算，公布后重新计算。',
    );
  });

  it('consults no calendar for days and hours', () => {
    expect(due('2026-09-04', 30, 'DAY').explanation).toMatchObject({
      calendarVersion: null,
      text: '自信息形成之日(2026-09-04)的次日起计30日，末日为休息日的不顺延，至2026-10-04 24:00届满。',
    });
    expect(due('2026-09-25T23:00:00+08:00', 5, 'HOUR', 'OCCURRED').explanation).toMatchObject({
      calendarVersion: null,
      text: '自事件发生(2026-09-25T23:00:00+08:00)起连续计5小时，夜间、周末和节假日不扣除，至2026-09-26T04:00:00+08:00届满。',
    });
  });
});

describe('the moment of the trigger', () => {
  it('counts from the day in Shanghai, not from the day in UTC', () => {
    expect(due('2026-02-09T23:59:59+08:00', 1).date).toBe('2026-02-10');
    expect(due('2026-02-09T16:00:00Z', 1).date).toBe('2026-02-11');
    expect(due(new Date('2026-02-09T15:59:59.999Z'), 1).date).toBe('2026-02-10');
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2025-02-29',
    '2026-2-9',
    '',
    'tomorrow',
    '2026-02-09T10:00:00',
    '2026-02-09T25:00:00Z',
    '1949-09-30',
    '2200-01-01',
  ])('refuses %j', (at) => {
    expect(() => due(at, 1)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('refuses an invalid Date, a bare day for hours, and results beyond the known years', () => {
    expect(() => due(new Date(Number.NaN), 1)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(() => due('2026-02-09', 1, 'HOUR')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    for (const unit of ['WORKING_DAY', 'DAY', 'HOUR'] as const) {
      expect(() => due('2199-12-31T12:00:00Z', 3650, unit)).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      );
    }
  });
});

describe('amount', () => {
  it.each([
    [0, 'WORKING_DAY'],
    [-1, 'DAY'],
    [3651, 'WORKING_DAY'],
    [3651, 'DAY'],
    [87_601, 'HOUR'],
    [0, 'HOUR'],
    [1.5, 'DAY'],
    [Number.NaN, 'WORKING_DAY'],
    [Number.POSITIVE_INFINITY, 'DAY'],
  ] as const)('%s %s is refused', (amount, unit) => {
    expect(() => due('2026-02-09T00:00:00Z', amount, unit)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });

  it.each([
    ['WORKING_DAY', 3650, '2040-02-22'],
    ['DAY', 3650, '2036-02-07'],
    ['HOUR', 87_600, '2036-02-07'],
  ] as const)('the longest in %s is %s', (unit, amount, expected) => {
    expect(due('2026-02-09T10:00:00+08:00', amount, unit).date).toBe(expected);
  });
});

describe('properties', () => {
  const off = new Set(Object.keys(days.holidays));
  const work = new Set(Object.keys(days.workdays));

  /** Walks with Date in UTC, one day at a time: shares nothing with the code under test. */
  function walk(from: string, amount: number): string {
    const day = new Date(`${from}T00:00:00Z`);
    for (let left = amount; left > 0; ) {
      day.setUTCDate(day.getUTCDate() + 1);
      const text = day.toISOString().slice(0, 10);
      const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
      if (work.has(text) || (!weekend && !off.has(text))) left -= 1;
    }
    return day.toISOString().slice(0, 10);
  }

  const anyDay = fc.integer({ min: 0, max: 365 * 30 }).map((offset) => addDays('2000-01-01', offset));

  it('working days equal a day-by-day walk', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 120 }), (from, amount) => {
        expect(due(from, amount).date).toBe(walk(from, amount));
      }),
    );
  });

  it('a longer term never ends earlier, and a later trigger never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }), (from, amount, more) => {
        const date = due(from, amount).date;
        expect(due(from, amount + 1).date > date).toBe(true);
        expect(due(addDays(from, more), amount).date >= date).toBe(true);
      }),
    );
  });

  it('the last day is a working day, and exactly as many lie between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const { date } = due(from, amount);
        expect(calendar.isWorkingDay(date)).toBe(true);
        expect(calendar.workingDaysBetween(from, date)).toBe(amount);
      }),
    );
  });

  it('hours add up exactly', () => {
    const instants = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 1000 }), (at, amount) => {
        expect(due(at, amount, 'HOUR').at.getTime() - at.getTime()).toBe(amount * 3_600_000);
        expect(parseInstant(printInstant(at))).toEqual(at);
      }),
    );
  });
});
