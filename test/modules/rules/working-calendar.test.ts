import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/modules/rules/calendar-date.js';
import type { DayTable } from '../../../src/modules/rules/day-table.js';
import { publishedCalendar } from '../../../src/modules/rules/published-calendar.js';
import { WorkingCalendar } from '../../../src/modules/rules/working-calendar.js';

const calendar = new WorkingCalendar();

function workingDaysOf(year: number): number {
  return calendar.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`);
}

describe('the shipped calendar', () => {
  it('covers 2004–2026', () => {
    expect([...calendar.coveredYears]).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(publishedCalendar.at(-1)).toMatchObject({ year: 2026, version: 'CN-2026/chinese-days-1.5.7' });
  });

  it('knows the arrangement of 2026', () => {
    const table = publishedCalendar.find(({ year }) => year === 2026);
    const makeUp = table?.days.filter((day) => day.kind === 'WORK').map((day) => day.date);
    expect(makeUp).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    const off: string[] = [];
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      if (!calendar.isWorkingDay(day) && table?.days.some((entry) => entry.date === day)) off.push(day);
    expect(off).toHaveLength(33);
    expect(table?.days.find((day) => day.date === '2026-02-17')).toEqual({
      date: '2026-02-17',
      kind: 'OFF',
      name: '春节',
    });
    expect(calendar.isWorkingDay('2026-02-28')).toBe(true);
    expect(calendar.isWorkingDay('2026-02-21')).toBe(false);
    expect(calendar.isWorkingDay('2026-03-07')).toBe(false);
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%s has %s working days', (year, count) => {
    expect(workingDaysOf(year)).toBe(count);
  });

  it('counts backwards with a minus', () => {
    expect(calendar.workingDaysBetween('2026-03-13', '2026-02-09')).toBe(-20);
    expect(calendar.workingDaysBetween('2026-03-13', '2026-03-13')).toBe(0);
  });
});

describe('a year without data', () => {
  it('counts Monday to Friday and says so', () => {
    expect(calendar.isWorkingDay('2027-10-01')).toBe(true);
    expect(calendar.workingDayAfter('2027-09-30', 1)).toEqual({
      date: '2027-10-01',
      version: 'CN-2027/周一至周五暂计',
      provisional: true,
    });
    expect(calendar.workingDayAfter('2003-12-30', 3)).toMatchObject({
      provisional: true,
      version: 'CN-2003/周一至周五暂计; CN-2004/chinese-days-1.5.7',
    });
  });

  it('is not touched by a trigger on the last day of the year before', () => {
    expect(calendar.workingDayAfter('2003-12-31', 1)).toMatchObject({ provisional: false });
    expect(calendar.workingDayAfter('2026-12-30', 1)).toEqual({
      date: '2026-12-31',
      version: 'CN-2026/chinese-days-1.5.7',
      provisional: false,
    });
    expect(calendar.workingDayAfter('2026-12-31', 1)).toMatchObject({ date: '2027-01-01', provisional: true });
  });
});

describe('notices', () => {
  const notice2027: DayTable = {
    year: 2027,
    version: 'CN-2027/示例通知1号',
    days: [
      { date: '2026-12-26', kind: 'WORK', name: '元旦' },
      { date: '2026-12-31', kind: 'OFF', name: '元旦' },
      { date: '2027-01-01', kind: 'OFF', name: '元旦' },
    ],
  };

  it('covers its year and the December days it names', () => {
    const later = new WorkingCalendar(publishedCalendar, [notice2027]);
    expect(later.workingDayAfter('2026-12-31', 1)).toEqual({
      date: '2027-01-04',
      version: 'CN-2027/示例通知1号',
      provisional: false,
    });
    expect(later.isWorkingDay('2026-12-26')).toBe(true);
    expect(later.isWorkingDay('2026-12-31')).toBe(false);
    expect(later.isWorkingDay('2026-10-10')).toBe(true);
    expect(later.versionOf(2026)).toBe('CN-2026/chinese-days-1.5.7+CN-2027/示例通知1号');
    expect(calendar.isWorkingDay('2026-12-31')).toBe(true);
  });

  it('replaces the whole year, and the last of several wins', () => {
    const first: DayTable = {
      year: 2026,
      version: 'CN-2026/a',
      days: [{ date: '2026-07-01', kind: 'OFF', name: '甲' }],
    };
    const second: DayTable = {
      year: 2026,
      version: 'CN-2026/b',
      days: [{ date: '2026-07-02', kind: 'OFF', name: '乙' }],
    };
    const later = new WorkingCalendar(publishedCalendar, [first, second]);
    expect(later.versionOf(2026)).toBe('CN-2026/b');
    expect(later.isWorkingDay('2026-07-01')).toBe(true);
    expect(later.isWorkingDay('2026-07-02')).toBe(false);
    expect(later.isWorkingDay('2026-10-01')).toBe(true);
    expect(later.isWorkingDay('2025-10-01')).toBe(false);
  });
});
