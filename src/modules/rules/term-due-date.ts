import { badInput } from '../../platform/errors/app-error.js';
import { type CalendarDate, daysInMonth, endOfDay, parseInstant } from './calendar-date.js';
import { computeDueDate, type DueDate, startDate } from './due-date.js';
import { clauseOfTerm, ruleOfTerm } from './effective-term.js';
import { explain, type Pack } from './packs.js';
import { printTerm } from './print-term.js';
import type { FixedDates, Term, TermPeriod } from './term.js';
import type { WorkingCalendar } from './working-calendar.js';

export interface TermDueDateInput {
  readonly term: Term;
  /**
   * When the trigger happened; for periodic terms any moment of the period; for fixed dates the next one after it is
   * meant.
   */
  readonly at: Date | string;
  readonly calendar: WorkingCalendar;
  readonly pack: Pack;
  /** Chooses among fixed dates; departments where absent. */
  readonly bodyKind?: keyof FixedDates;
}

/** When a catalogue term ends, with its reason. Throws `BAD_USER_INPUT` where the term is incomplete. */
export function dueDateOfTerm(input: TermDueDateInput): DueDate {
  const { term, at, calendar, pack } = input;
  if (term.kind === 'SAME_TIME') return sameTime(input);
  if (term.fixedDates) return fixedDate(input, term.fixedDates[input.bodyKind ?? 'department']);
  if (term.amount === null || term.unit === null) throw badInput('公开时限不完整，不能计算届满日期。');
  const from = term.period ? endOfPeriod(startDate(at), term.period) : at;
  const { trigger, amount, unit } = term;
  return computeDueDate({
    trigger,
    at: from,
    amount,
    unit,
    calendar,
    pack,
    rule: ruleOfTerm(term),
    clause: clauseOfTerm(term),
  });
}

/** R-D05: of several dates for the same thing the earliest rules. */
export function earliestDueDate<One extends DueDate>(first: One, ...others: readonly One[]): One {
  return others.reduce((best, date) => (date.at < best.at ? date : best), first);
}

function sameTime(input: TermDueDateInput): DueDate {
  const date = startDate(input.at);
  const moment = typeof input.at === 'string' ? momentOf(input.at) : input.at;
  return told(input, { date, at: moment ?? endOfDay(date), text: `应与对应信息同步公开(${date})。` });
}

function momentOf(text: string): Date | null {
  return text.length > 10 ? parseInstant(text) : null;
}

function fixedDate(input: TermDueDateInput, monthDay: string): DueDate {
  const after = startDate(input.at);
  const sameYear = `${after.slice(0, 4)}-${monthDay}`;
  const date = sameYear > after ? sameYear : `${Number(after.slice(0, 4)) + 1}-${monthDay}`;
  return told(input, { date, at: endOfDay(date), text: `按固定日期，应于${date} 24:00前公开。` });
}

function told(input: TermDueDateInput, result: { date: CalendarDate; at: Date; text: string }): DueDate {
  const inputs = [
    { name: '公开时限', value: printTerm(input.term) },
    { name: '起算时间', value: startDate(input.at) },
  ];
  const rule = ruleOfTerm(input.term);
  const explanation = explain(input.pack, rule, { inputs, text: result.text, clause: clauseOfTerm(input.term) });
  return { date: result.date, at: result.at, provisional: false, explanation };
}

const monthsIn: Readonly<Record<TermPeriod, number>> = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 };

/** The last day of the calendar period that a day lies in. */
export function endOfPeriod(date: CalendarDate, period: TermPeriod): CalendarDate {
  const length = monthsIn[period];
  const year = Number(date.slice(0, 4));
  const month = Math.ceil(Number(date.slice(5, 7)) / length) * length;
  return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-${String(daysInMonth(year, month)).padStart(2, '0')}`;
}
