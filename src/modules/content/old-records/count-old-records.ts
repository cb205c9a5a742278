import type { Sql } from '../../../platform/db/sql.js';
import { forbidden, notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds } from '../../identity/actor.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { overseers } from '../content-policy.js';

/** How far a body has come with its old records; `imported` is the sum of the other two. */
export interface OldRecordCount {
  readonly bodyId: string;
  /** As the body is called now. */
  readonly bodyName: string;
  readonly divisionCode: string;
  readonly imported: number;
  readonly classified: number;
  readonly unclassified: number;
}

/**
 * The bodies of a division and below that took over old records, those with most unclassified ones first (CAT-21).
 * Errors: NOT_FOUND, FORBIDDEN (SUPERVISOR or DISCLOSURE_OFFICE of the division or above).
 */
export async function countOldRecords(db: Sql, actor: Actor, divisionCode: string): Promise<OldRecordCount[]> {
  const scopes = await divisionScopes(db, divisionCode);
  if (scopes.length === 0) throw notFound();
  if (!holds(actor, overseers, scopes)) throw forbidden('只有监督人员和信息公开主管部门可以查看归类进度。');
  return db.sql<OldRecordCount>(
    `with recursive below as (
       select code from division where code = $1 and to_sequence is null
       union select child.code from below join division child on child.parent_code = below.code and child.to_sequence is null
     )
     select b.id::text as "bodyId", b.name as "bodyName", b.division_code as "divisionCode", count(*)::int as imported,
       count(r.item_code)::int as classified, (count(*) - count(r.item_code))::int as unclassified
     from old_record r join below on below.code = r.division_code
     join body b on b.id = r.body_id and b.to_sequence is null
     group by b.id, b.name, b.division_code order by unclassified desc, b.division_code, b.name, b.id`,
    [divisionCode],
  );
}
