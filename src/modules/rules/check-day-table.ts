import type { UserError } from '../../platform/errors/user-errors.js';
import { isCalendarDate, weekday } from './calendar-date.js';
import type { DayEntry, DayTable } from './day-table.js';

const firstYear = 1950;
const lastYear = 2199;

/**
 * What is wrong with a holiday arrangement before it may replace the days of its year: days outside the year (December
 * of the year before is allowed), days twice, make-up days that are ordinary weekdays, no day off at all.
 */
export function checkDayTable(table: DayTable): UserError[] {
  if (!Number.isInteger(table.year) || table.year < firstYear || table.year > lastYear) {
    return [{ code: 'INVALID', path: ['year'], message: `年份应为 ${firstYear} 至 ${lastYear}。` }];
  }
  const errors: UserError[] = [];
  const version = table.version.trim();
  if (version === '' || version.length > 80)
    errors.push({ code: 'INVALID', path: ['version'], message: '版本应为 1 至 80 字，例如通知的文号。' });
  const seen = new Set<string>();
  for (const [index, day] of table.days.entries()) {
    const message = dayFault(day, table.year, seen);
    if (message !== null) errors.push({ code: 'INVALID', path: ['days', String(index)], message });
    seen.add(day.date);
  }
  if (!table.days.some((day) => day.kind === 'OFF'))
    errors.push({ code: 'REQUIRED', path: ['days'], message: '放假安排应当列出全年的放假日和补班日。' });
  return errors;
}

function dayFault(day: DayEntry, year: number, seen: ReadonlySet<string>): string | null {
  if (!isCalendarDate(day.date)) return `“${day.date}”不是有效日期。`;
  if (!day.date.startsWith(`${year}-`) && !day.date.startsWith(`${year - 1}-12-`))
    return `${day.date} 不在 ${year} 年(可含上一年 12 月)。`;
  if (seen.has(day.date)) return `${day.date} 重复。`;
  if (day.kind === 'WORK' && weekday(day.date) <= 5) return `${day.date} 是周一至周五，不能作为补班日。`;
  return null;
}
