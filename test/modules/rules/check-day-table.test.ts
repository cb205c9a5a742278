import { describe, expect, it } from 'vitest';
import { checkDayTable } from '../../../src/modules/rules/check-day-table.js';
import type { DayEntry } from '../../../src/modules/rules/day-table.js';
import { publishedCalendar } from '../../../src/modules/rules/published-calendar.js';

const newYear: DayEntry = { date: '2027-01-01', kind: 'OFF', name: '元旦' };
const check = (days: readonly DayEntry[], version = 'v1', year = 2027) =>
  checkDayTable({ year, version, days }).map((error) => error.path.join('.'));

describe('checkDayTable', () => {
  it('passes every shipped year', () => {
    for (const table of publishedCalendar) expect(checkDayTable(table)).toEqual([]);
  });

  it('allows December of the year before', () => {
    expect(check([newYear, { date: '2026-12-26', kind: 'WORK', name: '元旦' }])).toEqual([]);
  });

  it.each<[string, DayEntry]>([
    ['November of the year before', { date: '2026-11-30', kind: 'OFF', name: '' }],
    ['the year after', { date: '2028-01-01', kind: 'OFF', name: '' }],
    ['no date', { date: '2027-02-29', kind: 'OFF', name: '' }],
    ['a make-up day on a Wednesday', { date: '2027-02-03', kind: 'WORK', name: '' }],
    ['a day twice', newYear],
  ])('refuses %s', (_, day) => {
    expect(check([newYear, day])).toEqual(['days.1']);
  });

  it('refuses an empty arrangement, a missing version and a year out of range', () => {
    expect(check([])).toEqual(['days']);
    expect(check([newYear], ' ')).toEqual(['version']);
    expect(check([newYear], 'v'.repeat(81))).toEqual(['version']);
    expect(check([newYear], 'v1', 1800)).toEqual(['year']);
    expect(check([newYear], 'v1', 2027.5)).toEqual(['year']);
  });
});
