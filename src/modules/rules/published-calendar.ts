import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import manifest from 'chinese-days/package.json' with { type: 'json' };
import { yearOf } from './calendar-date.js';
import type { DayEntry, DayKind, DayTable } from './day-table.js';

/** The arrangements of 2004–2026 as the package `chinese-days` holds them: its data only, never its functions. */
export const publishedCalendar: readonly DayTable[] = readTables();

function readTables(): DayTable[] {
  const entries = [...readDays(days.holidays, 'OFF'), ...readDays(days.workdays, 'WORK')];
  const byYear = Map.groupBy(entries, (entry) => yearOf(entry.date));
  return [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([year, entriesOfYear]) => ({
      year,
      version: `CN-${year}/chinese-days-${manifest.version}`,
      days: entriesOfYear.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    }));
}

/** Values look like `Spring Festival,春节,4`. */
function readDays(table: Readonly<Record<string, string>>, kind: DayKind): DayEntry[] {
  return Object.entries(table).map(([date, label]) => ({ date, kind, name: label.split(',')[1] ?? label }));
}
