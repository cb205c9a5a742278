import { describe, expect, it } from 'vitest';
import { CalendarNoticeSchema } from '../../../src/modules/rules/calendar-notice.entity.js';
import { loadCalendar } from '../../../src/modules/rules/load-calendar.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

describe('loadCalendar', () => {
  it('is the shipped calendar while no notice was loaded', async () => {
    const calendar = await loadCalendar(db);
    expect(calendar.versionOf(2026)).toBe('CN-2026/chinese-days-1.5.7');
    expect(calendar.coveredYears.has(2027)).toBe(false);
  });

  it('lets the notice of a year win over the shipped one, the newest of several', async () => {
    const em = db.orm.em.fork();
    const common = { year: 2026, source: '示例', loadedBy: '00000000-0000-4000-8000-000000000001' };
    await em.insert(CalendarNoticeSchema, {
      ...common,
      version: 'z',
      at: new Date('2026-01-01T00:00:00Z'),
      days: [{ date: '2026-07-01', kind: 'OFF', name: '甲' }],
    });
    await em.insert(CalendarNoticeSchema, {
      ...common,
      version: 'a',
      at: new Date('2026-01-02T00:00:00Z'),
      days: [{ date: '2026-07-02', kind: 'OFF', name: '乙' }],
    });
    const calendar = await loadCalendar(db);
    expect(calendar.versionOf(2026)).toBe('CN-2026/a');
    expect(calendar.isWorkingDay('2026-07-01')).toBe(true);
    expect(calendar.isWorkingDay('2026-07-02')).toBe(false);
    expect(calendar.isWorkingDay('2025-10-01')).toBe(false);
  });

  it('reads a table that the entity describes exactly', async () => {
    expect(await db.orm.schema.getUpdateSchemaSQL()).not.toContain('calendar_notice');
  });
});
