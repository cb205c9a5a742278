import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DayEntry } from './day-table.js';

/** Holiday arrangements loaded by hand. Rows are never changed: a correction is another version of the same year. */
export const CalendarNoticeSchema = defineEntity({
  name: 'CalendarNotice',
  tableName: 'calendar_notice',
  properties: {
    year: p.integer().primary().autoincrement(false),
    version: p.text().primary(),
    days: p.json<readonly DayEntry[]>(),
    source: p.text(),
    loadedBy: p.uuid(),
    at: p.datetime(3),
  },
});
