import type { CalendarDate } from './calendar-date.js';

/** What the State Council says of one day: a day off, or a working day in exchange for one (调休). */
export type DayKind = 'OFF' | 'WORK';

export interface DayEntry {
  readonly date: CalendarDate;
  readonly kind: DayKind;
  readonly name: string;
}

/**
 * The holiday arrangement of one calendar year, whole: every day off and every make-up day of that year.
 * It may also hold days of the December before, because New Year's arrangement sometimes begins there.
 */
export interface DayTable {
  readonly year: number;
  readonly version: string;
  readonly days: readonly DayEntry[];
}
