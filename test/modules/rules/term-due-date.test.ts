import { describe, expect, it } from 'vitest';
import { printInstant } from '../../../src/modules/rules/calendar-date.js';
import { packAt } from '../../../src/modules/rules/packs.js';
import type { Term } from '../../../src/modules/rules/term.js';
import { dueDateOfTerm, earliestDueDate, endOfPeriod } from '../../../src/modules/rules/term-due-date.js';
import { WorkingCalendar } from '../../../src/modules/rules/working-calendar.js';

const pack = packAt('SHANGHAI', '2026-01-01');
const calendar = new WorkingCalendar();
const of = (term: Term, at: Date | string) => dueDateOfTerm({ term, at, calendar, pack });
const statutory: Term = { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' };

describe('dueDateOfTerm', () => {
  it('counts an ordinary term', () => {
    expect(of(statutory, '2026-02-09')).toMatchObject({ date: '2026-03-13', explanation: { rule: 'R-D01' } });
  });

  it('counts the soft limit of an official document from its issue', () => {
    const soft: Term = {
      kind: 'COMMITTED',
      trigger: 'ISSUED',
      amount: 10,
      unit: 'WORKING_DAY',
      severity: 'SOFT',
      hardLimit: statutory,
    };
    expect(of(soft, '2026-09-24')).toMatchObject({
      date: '2026-10-15',
      explanation: { rule: 'R-D04', clause: '沪委办发〔2017〕14号 (十四)' },
    });
  });

  it('counts a periodic term from the end of its period', () => {
    const quarterly: Term = { kind: 'PERIODIC', trigger: 'DATE', amount: 15, unit: 'WORKING_DAY', period: 'QUARTER' };
    expect(of(quarterly, '2026-02-09')).toMatchObject({
      date: '2026-04-22',
      provisional: false,
      explanation: { rule: 'R-D06' },
    });
    expect(of(quarterly, '2026-12-31')).toMatchObject({ date: '2027-01-21', provisional: true });
  });

  it('finds the next fixed date, by kind of body', () => {
    const citation = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第四十九条' };
    const annual: Term = {
      kind: 'OTHER_LAW',
      trigger: 'DATE',
      amount: null,
      unit: null,
      citation,
      fixedDates: { department: '01-31', street: '01-31', government: '03-31' },
    };
    expect(of(annual, '2026-12-31')).toMatchObject({
      date: '2027-01-31',
      explanation: { rule: 'R-D03', clause: '《中华人民共和国政府信息公开条例》(国务院令第711号)第四十九条' },
    });
    expect(of(annual, '2027-01-31').date).toBe('2028-01-31');
    expect(dueDateOfTerm({ term: annual, at: '2026-12-31', calendar, pack, bodyKind: 'government' }).date).toBe(
      '2027-03-31',
    );
    expect(printInstant(of(annual, '2026-12-31').at)).toBe('2027-02-01T00:00:00+08:00');
  });

  it('ends a simultaneous term at the moment itself', () => {
    const together: Term = { kind: 'SAME_TIME', trigger: 'PUBLISHED', amount: 0, unit: null };
    expect(printInstant(of(together, '2026-03-02T09:30:00+08:00').at)).toBe('2026-03-02T09:30:00+08:00');
    expect(printInstant(of(together, new Date('2026-03-02T01:30:00Z')).at)).toBe('2026-03-02T09:30:00+08:00');
    expect(of(together, '2026-03-02')).toMatchObject({
      date: '2026-03-02',
      explanation: { rule: 'R-E02', clause: 'DB31/T 1297—2021 6.5.1、6.5.2' },
    });
    expect(printInstant(of(together, '2026-03-02').at)).toBe('2026-03-03T00:00:00+08:00');
  });

  it('refuses a term without a length', () => {
    expect(() => of({ ...statutory, amount: null, unit: null }, '2026-02-09')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});

describe('endOfPeriod', () => {
  it.each([
    ['2024-02-01', 'MONTH', '2024-02-29'],
    ['2026-01-01', 'QUARTER', '2026-03-31'],
    ['2026-06-30', 'HALF_YEAR', '2026-06-30'],
    ['2026-07-01', 'HALF_YEAR', '2026-12-31'],
    ['2026-05-05', 'YEAR', '2026-12-31'],
  ] as const)('%s in its %s ends %s', (date, period, end) => {
    expect(endOfPeriod(date, period)).toBe(end);
  });
});

describe('earliestDueDate', () => {
  it('picks the earliest of several dates', () => {
    const dates = [
      of(statutory, '2026-02-09'),
      of({ ...statutory, amount: 10 }, '2026-02-09'),
      of({ ...statutory, unit: 'DAY' }, '2026-02-09'),
    ] as const;
    expect(earliestDueDate(...dates).date).toBe('2026-02-28');
    expect(earliestDueDate(dates[0]).date).toBe('2026-03-13');
  });
});
