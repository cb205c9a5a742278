import { type CalendarDate, dayNumber, fromDayNumber, weekdayOfNumber, yearOf } from './calendar-date.js';
import type { DayKind, DayTable } from './day-table.js';
import { publishedCalendar } from './published-calendar.js';

export interface CountedDays {
  readonly date: CalendarDate;
  /** Names the arrangement of every year that the count touched, joined by `; `. */
  readonly version: string;
  /** True where a year without a published arrangement was counted Monday to Friday. */
  readonly provisional: boolean;
}

/**
 * Working days of the mainland: Monday to Friday, minus days off, plus make-up working days.
 * Immutable; a later arrangement of a year makes a new calendar. A year without one counts Monday to Friday.
 */
export class WorkingCalendar {
  readonly #kinds: ReadonlyMap<number, DayKind>;
  readonly #versions: ReadonlyMap<number, string>;

  /** `notices` win over `base` year by year; within the list the later one of a year wins. */
  constructor(base: readonly DayTable[] = publishedCalendar, notices: readonly DayTable[] = []) {
    const tables = new Map([...base, ...notices].map((table) => [table.year, table]));
    const kinds = new Map<number, DayKind>();
    const versions = new Map<number, string>();
    // By year, so that the December days of a later notice win over the year they fall in.
    for (const table of [...tables.values()].toSorted((a, b) => a.year - b.year)) {
      versions.set(table.year, table.version);
      for (const day of table.days) {
        kinds.set(dayNumber(day.date), day.kind);
        const year = yearOf(day.date);
        const known = versions.get(year) ?? provisionalVersion(year);
        if (year !== table.year && !known.endsWith(table.version)) versions.set(year, `${known}+${table.version}`);
      }
    }
    this.#kinds = kinds;
    this.#versions = versions;
    this.coveredYears = new Set(tables.keys());
  }

  /** Years with a published arrangement. */
  readonly coveredYears: ReadonlySet<number>;

  versionOf(year: number): string {
    return this.#versions.get(year) ?? provisionalVersion(year);
  }

  isWorkingDay(date: CalendarDate): boolean {
    return this.#isWorking(dayNumber(date));
  }

  /** The `count`-th working day after a day that is itself not counted; `count` ≥ 1. */
  workingDayAfter(start: CalendarDate, count: number): CountedDays {
    let day = dayNumber(start);
    const first = day + 1;
    for (let left = count; left > 0; ) {
      day += 1;
      if (this.#isWorking(day)) left -= 1;
    }
    const date = fromDayNumber(day);
    return { date, ...this.#provenance(yearOf(fromDayNumber(first)), yearOf(date)) };
  }

  /** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. */
  workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
    if (to < from) return -this.workingDaysBetween(to, from);
    let count = 0;
    for (let day = dayNumber(from) + 1; day <= dayNumber(to); day += 1) if (this.#isWorking(day)) count += 1;
    return count;
  }

  #isWorking(day: number): boolean {
    const kind = this.#kinds.get(day);
    return kind === undefined ? weekdayOfNumber(day) <= 5 : kind === 'WORK';
  }

  #provenance(firstYear: number, lastYear: number): { version: string; provisional: boolean } {
    const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
    return {
      version: years.map((year) => this.versionOf(year)).join('; '),
      provisional: years.some((year) => !this.coveredYears.has(year)),
    };
  }
}

function provisionalVersion(year: number): string {
  return `CN-${year}/周一至周五暂计`;
}
