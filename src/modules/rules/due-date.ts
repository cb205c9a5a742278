import { badInput } from '../../platform/errors/app-error.js';
import type { Explanation, ExplanationInput } from '../../platform/errors/explanation.js';
import {
  addDays,
  type CalendarDate,
  endOfDay,
  isCalendarDate,
  parseInstant,
  printInstant,
  shanghaiDate,
} from './calendar-date.js';
import type { LimitTrigger, LimitUnit } from './pack.js';
import { explain, type Pack } from './packs.js';
import type { WorkingCalendar } from './working-calendar.js';

export interface DueDateInput {
  readonly trigger: LimitTrigger;
  /** The moment of the trigger; a bare day (`YYYY-MM-DD`) will do for terms in days. */
  readonly at: Date | string;
  readonly amount: number;
  readonly unit: LimitUnit;
  readonly calendar: WorkingCalendar;
  /** Rule id; its clause comes from the pack unless `clause` is given. */
  readonly rule: string;
  readonly clause?: string | null;
  readonly pack: Pack;
}

export interface DueDate {
  /** The last day, in Shanghai. */
  readonly date: CalendarDate;
  /** The instant at which the term ends: 24:00 of the last day, or the exact time for hours. */
  readonly at: Date;
  /** True where a year without a published arrangement was counted Monday to Friday: recompute when it comes. */
  readonly provisional: boolean;
  readonly explanation: Explanation;
}

/** Ten years, in each unit: longer terms are typing mistakes. */
const longest = { WORKING_DAY: 3650, DAY: 3650, HOUR: 87_600 } as const;

export const triggerLabels: Readonly<Record<LimitTrigger, string>> = {
  FORMED: '信息形成',
  CHANGED: '信息变更',
  ISSUED: '文件印发',
  PUBLISHED: '公开',
  OCCURRED: '事件发生',
  DATE: '指定日期',
};

export const unitLabels: Readonly<Record<LimitUnit, string>> = { WORKING_DAY: '个工作日', DAY: '日', HOUR: '小时' };

/**
 * Counts a term. The start day is not counted; a term in working days ends at 24:00 of the last one, a term in
 * calendar days at 24:00 of its last day even when that is a day off; hours run through nights, weekends and holidays.
 * Throws `BAD_USER_INPUT` for an amount out of 1…3650 days (87600 hours) or a moment that cannot be read.
 */
export function computeDueDate(input: DueDateInput): DueDate {
  const fault = amountFault(input.amount, input.unit);
  if (fault !== null) throw badInput(fault, { amount: input.amount, unit: input.unit, maximum: longest[input.unit] });
  return input.unit === 'HOUR' ? countHours(input) : countDays(input);
}

/** What is wrong with the length of a term, as a sentence; null where nothing is. */
export function amountFault(amount: number, unit: LimitUnit): string | null {
  const inRange = Number.isInteger(amount) && amount >= 1 && amount <= longest[unit];
  return inRange ? null : `期限数值应为 1 至 ${longest[unit]} 的整数。`;
}

function countHours(input: DueDateInput): DueDate {
  const start = startInstant(input.at);
  const at = new Date(start.getTime() + input.amount * 3_600_000);
  const text = `自${triggerLabels[input.trigger]}(${printInstant(start)})起连续计${input.amount}小时，夜间、周末和节假日不扣除，至${printInstant(at)}届满。`;
  const date = shanghaiDate(at);
  if (!isCalendarDate(date)) throw tooLate();
  return {
    date,
    at,
    provisional: false,
    explanation: explainCount(input, { started: printInstant(start), text, version: null }),
  };
}

function countDays(input: DueDateInput): DueDate {
  const start = startDate(input.at);
  const counted =
    input.unit === 'WORKING_DAY'
      ? input.calendar.workingDayAfter(start, input.amount)
      : { date: addDays(start, input.amount), version: null, provisional: false };
  if (!isCalendarDate(counted.date)) throw tooLate();
  const caution = counted.provisional ? '其中有年度尚未公布放假安排，暂按周一至周五计算，公布后重新计算。' : '';
  const holidays = input.unit === 'DAY' ? '末日为休息日的不顺延，' : '';
  const text = `自${triggerLabels[input.trigger]}之日(${start})的次日起计${input.amount}${unitLabels[input.unit]}，${holidays}至${counted.date} 24:00届满。${caution}`;
  return {
    date: counted.date,
    at: endOfDay(counted.date),
    provisional: counted.provisional,
    explanation: explainCount(input, { started: start, text, version: counted.version }),
  };
}

function explainCount(
  input: DueDateInput,
  result: { started: string; text: string; version: string | null },
): Explanation {
  const inputs: ExplanationInput[] = [
    { name: '起算事由', value: triggerLabels[input.trigger] },
    { name: '起算时间', value: result.started },
    { name: '期限', value: `${input.amount}${unitLabels[input.unit]}` },
  ];
  return explain(input.pack, input.rule, {
    inputs,
    text: result.text,
    calendarVersion: result.version,
    clause: input.clause,
  });
}

/** The Shanghai day of a moment, or the bare day itself. */
export function startDate(at: Date | string): CalendarDate {
  if (typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at)) {
    if (!isCalendarDate(at)) throw badInput(`日期“${at}”无效。`, { value: at });
    return at;
  }
  const date = shanghaiDate(startInstant(at));
  if (!isCalendarDate(date)) throw badInput('起算时间超出可计算的范围。', { value: date });
  return date;
}

function startInstant(at: Date | string): Date {
  const instant = typeof at === 'string' ? parseInstant(at) : at;
  if (Number.isNaN(instant.getTime())) throw badInput('起算时间无效。');
  return instant;
}

function tooLate(): Error {
  return badInput('期限届满日超出可计算的范围。');
}
