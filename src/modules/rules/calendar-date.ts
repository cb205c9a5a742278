import { badInput } from '../../platform/errors/app-error.js';

/** A day in the civil calendar, `YYYY-MM-DD`, without zone or time. Such strings sort and compare as dates do. */
export type CalendarDate = string;

const millisecondsPerDay = 86_400_000;
const earliest = '1949-10-01';
const latest = '2199-12-31';
const instantPattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|z|[+-]\d{2}:\d{2})$/;

/** Whether the text is a day that exists, between 1949-10-01 and 2199-12-31. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && text >= earliest && text <= latest;
}

export function parseCalendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text))
    throw badInput(`日期“${text}”无效，应为 ${earliest} 至 ${latest} 之间的 YYYY-MM-DD。`, { value: text });
  return text;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar: integers only, so no zone can interfere. */
export function dayNumber(date: CalendarDate): number {
  const [year, month, day] = [yearOf(date), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  // Years begin in March here, which puts the leap day at the end and makes month lengths regular.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export function fromDayNumber(number: number): CalendarDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day `days` later (earlier if negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: CalendarDate): number {
  return weekdayOfNumber(dayNumber(date));
}

export function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

const shanghaiFields = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
/** Summer time was last kept in 1991: since then the offset is +08:00, and no look-up is needed. */
const fixedSince = dayNumber('1992-01-01') * millisecondsPerDay;
const fixedOffset = 8 * 3_600_000;

/** How far Shanghai clocks are ahead of UTC at an instant, in milliseconds (+09:00 in the summers of 1986–1991). */
export function shanghaiOffset(instant: Date): number {
  const time = instant.getTime();
  if (time >= fixedSince) return fixedOffset;
  const parts = new Map(shanghaiFields.formatToParts(instant).map((part) => [part.type, part.value]));
  const field = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  const day = dayNumber(
    `${String(field('year')).padStart(4, '0')}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`,
  );
  const local =
    day * millisecondsPerDay + field('hour') * 3_600_000 + field('minute') * 60_000 + field('second') * 1000;
  return local - Math.floor(time / 1000) * 1000;
}

/** The day on which an instant falls in Shanghai. */
export function shanghaiDate(instant: Date): CalendarDate {
  return fromDayNumber(Math.floor((instant.getTime() + shanghaiOffset(instant)) / millisecondsPerDay));
}

/** 00:00 of a day in Shanghai. No change of clocks there ever fell on midnight, so it is one instant. */
export function startOfDay(date: CalendarDate): Date {
  const local = dayNumber(date) * millisecondsPerDay;
  return new Date(local - shanghaiOffset(new Date(local - fixedOffset)));
}

/** 24:00 of a day in Shanghai, which is 00:00 of the next: the first instant that is too late. */
export function endOfDay(date: CalendarDate): Date {
  return startOfDay(addDays(date, 1));
}

/** `2026-09-25T23:00:00+08:00`; milliseconds only where there are some. */
export function printInstant(instant: Date): string {
  const offset = shanghaiOffset(instant);
  const local = new Date(instant.getTime() + offset)
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '');
  const hours = Math.floor(offset / 3_600_000);
  const minutes = Math.floor((offset % 3_600_000) / 60_000);
  return `${local}+${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Reads an ISO 8601 instant that states its offset; one without would depend on where the process runs. */
export function parseInstant(text: string): Date {
  const match = instantPattern.exec(text);
  const wellFormed =
    match !== null &&
    isCalendarDate(match[1] ?? '') &&
    Number(match[2]) <= 23 &&
    Number(match[3]) <= 59 &&
    Number(match[4] ?? 0) <= 59;
  const instant = new Date(wellFormed ? text.toUpperCase().replace(' ', 'T') : Number.NaN);
  if (Number.isNaN(instant.getTime()))
    throw badInput(`时间“${text}”无效，应为带时区的 ISO 8601 时间，例如 2026-09-25T23:00:00+08:00。`, { value: text });
  return instant;
}
