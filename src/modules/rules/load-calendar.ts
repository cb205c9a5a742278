import type { Sql } from '../../platform/db/sql.js';
import type { DayEntry, DayTable } from './day-table.js';
import { publishedCalendar } from './published-calendar.js';
import { WorkingCalendar } from './working-calendar.js';

/** The calendar as it stands: the shipped years, and over them the newest notice of every year that has one. */
export async function loadCalendar(db: Sql): Promise<WorkingCalendar> {
  const notices = await db.sql<{ year: number; version: string; days: readonly DayEntry[] }>(
    `select distinct on (year) year, version, days from calendar_notice order by year, at desc, version desc`,
  );
  return new WorkingCalendar(publishedCalendar, notices.map(asTable));
}

/** A notice as the calendar knows it; `CN-{year}/{version}` is what explanations name. */
function asTable(notice: { year: number; version: string; days: readonly DayEntry[] }): DayTable {
  return { year: notice.year, version: `CN-${notice.year}/${notice.version}`, days: notice.days };
}
