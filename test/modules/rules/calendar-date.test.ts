import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  endOfDay,
  fromDayNumber,
  isCalendarDate,
  isLeapYear,
  parseCalendarDate,
  parseInstant,
  printInstant,
  shanghaiDate,
  startOfDay,
  weekday,
} from '../../../src/modules/rules/calendar-date.js';

describe('calendar dates', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-02-09', 20_493],
  ])('%s is day %s', (date, number) => {
    expect(dayNumber(date)).toBe(number);
    expect(fromDayNumber(number)).toBe(date);
  });

  it('agrees with Date in UTC on every day of 1949–2199', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('1949-10-01'), max: dayNumber('2199-12-31') }), (number) => {
        const date = fromDayNumber(number);
        const instant = new Date(number * 86_400_000);
        expect(date).toBe(instant.toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(number);
        expect(weekday(date) % 7).toBe(instant.getUTCDay());
        expect(isCalendarDate(date)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [1900, false],
    [2000, true],
    [2024, true],
    [2026, false],
    [2100, false],
  ])('leap year %s: %s', (year, leap) => {
    expect(isLeapYear(year)).toBe(leap);
  });

  it.each([
    '2026-02-29',
    '2026-00-10',
    '2026-04-31',
    '2026-1-01',
    '26-01-01',
    '2026-01-01 ',
    '1949-09-30',
    '2200-01-01',
    '２０２６-01-01',
  ])('%j is no date', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => parseCalendarDate(text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('crosses months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});

describe('instants in Shanghai', () => {
  it('has a fixed offset since 1992', () => {
    expect(shanghaiDate(new Date('2026-03-13T15:59:59.999Z'))).toBe('2026-03-13');
    expect(shanghaiDate(new Date('2026-03-13T16:00:00Z'))).toBe('2026-03-14');
    expect(startOfDay('2026-03-13').toISOString()).toBe('2026-03-12T16:00:00.000Z');
    expect(endOfDay('2026-03-13').toISOString()).toBe('2026-03-13T16:00:00.000Z');
  });

  it('keeps the summer time of 1986–1991', () => {
    expect(printInstant(new Date('1990-07-01T00:00:00Z'))).toBe('1990-07-01T09:00:00+09:00');
    expect(printInstant(new Date('1990-12-01T00:00:00Z'))).toBe('1990-12-01T08:00:00+08:00');
    expect(startOfDay('1990-07-01').toISOString()).toBe('1990-06-30T15:00:00.000Z');
    expect(shanghaiDate(new Date('1990-06-30T15:00:00Z'))).toBe('1990-07-01');
  });

  it('start and end of every day of 1986–1992 meet, and contain the day', () => {
    for (let day = '1986-01-01'; day < '1992-02-01'; day = addDays(day, 1)) {
      const [start, end] = [startOfDay(day), endOfDay(day)];
      expect(shanghaiDate(start)).toBe(day);
      expect(shanghaiDate(new Date(start.getTime() - 1))).toBe(addDays(day, -1));
      expect(shanghaiDate(new Date(end.getTime() - 1))).toBe(day);
    }
  });

  it('prints milliseconds only where there are some', () => {
    expect(printInstant(new Date('2026-01-01T00:00:00.000Z'))).toBe('2026-01-01T08:00:00+08:00');
    expect(printInstant(new Date('2026-01-01T00:00:00.250Z'))).toBe('2026-01-01T08:00:00.250+08:00');
  });

  it('reads instants that state their offset', () => {
    expect(parseInstant('2026-09-25T23:00:00+08:00').toISOString()).toBe('2026-09-25T15:00:00.000Z');
    expect(parseInstant('2026-09-25t15:00z').toISOString()).toBe('2026-09-25T15:00:00.000Z');
    expect(() => parseInstant('2026-09-25T23:00:00')).toThrow('无效');
  });
});
