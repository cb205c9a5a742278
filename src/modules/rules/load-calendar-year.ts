import type { Tx } from '../../platform/db/tx.js';
import { forbidden } from '../../platform/errors/app-error.js';
import { refuse } from '../../platform/errors/user-errors.js';
import { type Actor, everywhere, holds } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { checkDayTable } from './check-day-table.js';
import type { DayEntry } from './day-table.js';

export interface LoadCalendarYearInput {
  readonly year: number;
  /** The number of the notice, or of its correction: becomes part of the calendar version in every explanation. */
  readonly version: string;
  /** The whole year: it replaces what was known of it. */
  readonly days: readonly DayEntry[];
  /** Title and place of the notice. */
  readonly source: string;
}

export interface LoadedCalendarYear {
  readonly year: number;
  readonly version: string;
  readonly daysOff: number;
  readonly makeUpDays: number;
  readonly at: Date;
}

/**
 * Records the State Council's holiday arrangement of a year. For the disclosure office or an operator of the whole store.
 * A correction is a further version; the newest one of a year counts. Dates computed before stay as they are until their
 * owners recompute the provisional ones.
 */
export async function loadCalendarYear(
  tx: Tx,
  actor: Actor,
  input: LoadCalendarYearInput,
): Promise<LoadedCalendarYear> {
  if (!holds(actor, ['DISCLOSURE_OFFICE', 'OPERATOR'], [everywhere]))
    throw forbidden('只有全市政务公开工作机构或系统管理员可以维护工作日历。');
  const errors = checkDayTable(input);
  if (input.source.trim() === '')
    errors.push({ code: 'REQUIRED', path: ['source'], message: '须注明通知名称或来源。' });
  if (errors.length > 0) refuse(...errors);
  const version = input.version.trim();
  const days = input.days
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, kind, name }) => ({ date, kind, name }));
  // One at a time, so that the newest notice of a year is the one committed last.
  await tx.sql(`select pg_advisory_xact_lock(hashtext('calendar_notice'))`);
  const at = await insertNotice(tx, actor, { ...input, version, days });
  await recordAudit(tx, actor, {
    verb: 'load-calendar-year',
    subject: `calendar:${input.year}`,
    details: { version, days: days.length },
  });
  const daysOff = days.filter((day) => day.kind === 'OFF').length;
  return { year: input.year, version, daysOff, makeUpDays: days.length - daysOff, at };
}

/** Later than every earlier notice of the year, even within one millisecond: the newest one counts. */
async function insertNotice(tx: Tx, actor: Actor, notice: LoadCalendarYearInput): Promise<Date> {
  const [row] = await tx.sql<{ at: Date }>(
    `insert into calendar_notice (year, version, days, source, loaded_by, at)
     select $1::int, $2, $3::jsonb, $4, $5::uuid,
       greatest($6::timestamptz, (select max(at) + interval '1 millisecond' from calendar_notice where year = $1::int))
     on conflict do nothing returning at`,
    [notice.year, notice.version, JSON.stringify(notice.days), notice.source.trim(), actor.accountId, tx.clock.now()],
  );
  if (row === undefined) {
    return refuse({
      code: 'DUPLICATE',
      path: ['version'],
      message: `${notice.year} 年的“${notice.version}”已经载入；更正请使用新的版本。`,
    });
  }
  return new Date(row.at);
}
