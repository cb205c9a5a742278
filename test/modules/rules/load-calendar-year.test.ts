import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../../src/modules/identity/actor.js';
import type { DayEntry } from '../../../src/modules/rules/day-table.js';
import { loadCalendar } from '../../../src/modules/rules/load-calendar.js';
import { type LoadCalendarYearInput, loadCalendarYear } from '../../../src/modules/rules/load-calendar-year.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const accountId = '00000000-0000-4000-8000-000000000001';
const actor = (role: Role, scope = '*'): Actor => ({
  accountId,
  displayName: '示例工作人员',
  grants: [{ role, scope }],
});
const office = actor('DISCLOSURE_OFFICE');
const days: readonly DayEntry[] = [
  { date: '2027-01-04', kind: 'OFF', name: '元旦' },
  { date: '2027-01-01', kind: 'OFF', name: '元旦' },
  { date: '2027-01-02', kind: 'WORK', name: '元旦' },
];
const notice: LoadCalendarYearInput = { year: 2027, version: '示例通知1号', days, source: '示例放假安排通知' };

const load = (input: Partial<LoadCalendarYearInput> = {}, by: Actor = office) =>
  db.transaction((tx) => loadCalendarYear(tx, by, { ...notice, ...input }));
const rows = () =>
  db.sql<{ year: number; version: string; days: unknown; source: string; loaded_by: string }>(
    'select year, version, days, source, loaded_by from calendar_notice order by at',
  );
const audits = () =>
  db.sql<{ account_id: string; subject: string; details: unknown }>(
    `select account_id, subject, details from audit_entry where verb = 'load-calendar-year' order by id`,
  );
let auditsBefore = 0;

beforeEach(async () => {
  await db.sql('delete from calendar_notice');
  auditsBefore = (await audits()).length;
});

const newAudits = async () => (await audits()).slice(auditsBefore);

describe('loadCalendarYear', () => {
  it.each(['DISCLOSURE_OFFICE', 'OPERATOR'] as const)('lets the %s of the whole store record a year', async (role) => {
    expect(await load({ version: ' 示例通知1号 ' }, actor(role))).toEqual({
      year: 2027,
      version: '示例通知1号',
      daysOff: 2,
      makeUpDays: 1,
      at: new Date('2026-03-02T01:00:00Z'),
    });
    expect(await rows()).toEqual([
      {
        year: 2027,
        version: '示例通知1号',
        days: [days[1], days[2], days[0]],
        source: '示例放假安排通知',
        loaded_by: accountId,
      },
    ]);
    expect(await newAudits()).toEqual([
      { account_id: accountId, subject: 'calendar:2027', details: { version: '示例通知1号', days: 3 } },
    ]);
  });

  it('turns provisional dates into final ones', async () => {
    expect((await loadCalendar(db)).workingDayAfter('2026-12-31', 2)).toMatchObject({
      date: '2027-01-04',
      provisional: true,
    });
    await load();
    expect((await loadCalendar(db)).workingDayAfter('2026-12-31', 2)).toEqual({
      date: '2027-01-05',
      version: 'CN-2027/示例通知1号',
      provisional: false,
    });
  });

  it('counts the newest version of a year, even within one millisecond', async () => {
    await load();
    await load({ version: '示例更正1号', days: [{ date: '2027-01-01', kind: 'OFF', name: '元旦' }] });
    await load({ version: 'A', days: [{ date: '2027-01-05', kind: 'OFF', name: '元旦' }] });
    const calendar = await loadCalendar(db);
    expect(calendar.versionOf(2027)).toBe('CN-2027/A');
    expect(calendar.isWorkingDay('2027-01-01')).toBe(true);
    expect(calendar.isWorkingDay('2027-01-05')).toBe(false);
    expect(await rows()).toHaveLength(3);
  });

  it('keeps both of two that race, one after the other', async () => {
    await Promise.all([load({ version: 'a' }), load({ version: 'b' })]);
    const [first, second] = await db.sql<{ at: Date }>('select at from calendar_notice order by at');
    expect(new Date(second?.at ?? 0).getTime() - new Date(first?.at ?? 0).getTime()).toBe(1);
  });

  it.each([
    ['a disclosure office of a district', actor('DISCLOSURE_OFFICE', '310107')],
    ['a supervisor of the whole store', actor('SUPERVISOR')],
    ['nobody in particular', { accountId, displayName: '示例', grants: [] }],
  ])('refuses %s and leaves nothing behind', async (_, by) => {
    await expect(load({}, by)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await rows()).toEqual([]);
    expect(await newAudits()).toEqual([]);
  });

  it('refuses a faulty arrangement with every fault and leaves nothing behind', async () => {
    await expect(
      load({ source: ' ', version: '', days: [{ date: '2027-02-03', kind: 'WORK', name: '' }] }),
    ).rejects.toMatchObject({
      errors: [
        { code: 'INVALID', path: ['version'] },
        { code: 'INVALID', path: ['days', '0'] },
        { code: 'REQUIRED', path: ['days'] },
        { code: 'REQUIRED', path: ['source'] },
      ],
    });
    expect(await rows()).toEqual([]);
    expect(await newAudits()).toEqual([]);
  });

  it('refuses the same version twice', async () => {
    await load();
    await expect(load({ days: [{ date: '2027-01-05', kind: 'OFF', name: '' }] })).rejects.toMatchObject({
      errors: [{ code: 'DUPLICATE', path: ['version'] }],
    });
    expect((await loadCalendar(db)).isWorkingDay('2027-01-05')).toBe(true);
    expect(await newAudits()).toHaveLength(1);
  });
});
