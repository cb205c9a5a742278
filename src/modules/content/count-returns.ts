import type { Sql } from '../../platform/db/sql.js';
import { badInput, forbidden } from '../../platform/errors/app-error.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Actor } from '../identity/actor.js';
import { addDays, type CalendarDate, isCalendarDate, startOfDay } from '../rules/calendar-date.js';
import { overseers, visibleDrafts } from './content-policy.js';

export interface ReturnsQuery {
  /** First and last day. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** A rule id; all rules without it. */
  readonly rule?: string | null;
  readonly bodyId?: string | null;
}

export interface ReturnCount {
  readonly bodyId: string;
  /** As the body is called now. */
  readonly bodyName: string;
  readonly divisionCode: string;
  readonly rule: string;
  readonly count: number;
}

/**
 * How often the office check sent drafts back, by body and rule, for the supervision report (R-A01): the bodies with
 * most returns first, those without any left out.
 * Errors: FORBIDDEN (SUPERVISOR or DISCLOSURE_OFFICE, each for the bodies below), BAD_USER_INPUT.
 */
export async function countReturns(db: Sql, actor: Actor, query: ReturnsQuery): Promise<ReturnCount[]> {
  if (!actor.grants.some((grant) => overseers.includes(grant.role))) {
    throw forbidden('只有监督人员和信息公开主管部门可以查看退回情况。');
  }
  const { from, to, rule = null, bodyId = null } = query;
  if (!isCalendarDate(from) || !isCalendarDate(to) || to < from) throw badInput('起止日期无效。', { from, to });
  if (bodyId !== null && !isUuid(bodyId)) return [];
  const { where, param } = visibleDrafts(actor, 1, overseers);
  return db.sql<ReturnCount>(
    `select d.body_id::text as "bodyId", b.name as "bodyName", b.division_code as "divisionCode", r.rule,
       count(*)::int as count
     from draft_return r
     join draft d on d.id = r.draft_id
     join body b on b.id = d.body_id and b.to_sequence is null
     where ${where} and r.at >= $2::timestamptz and r.at < $3::timestamptz
       and ($4::text is null or r.rule = $4) and ($5::uuid is null or d.body_id = $5)
     group by 1, 2, 3, 4
     order by count desc, b.division_code, b.name, 1, 4`,
    [param, startOfDay(from), startOfDay(addDays(to, 1)), rule, bodyId],
  );
}
