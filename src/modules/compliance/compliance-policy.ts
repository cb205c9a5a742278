import type { Sql } from '../../platform/db/sql.js';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { overseers } from '../content/content-policy.js';
import { type Actor, holds, type Role } from '../identity/actor.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';

/** Who tends what a place counts to what. */
export const keepers: readonly Role[] = ['DISCLOSURE_OFFICE'];

/** Errors: NOT_FOUND for a division that does not exist, FORBIDDEN for whoever holds none of the roles on it or above. */
export async function requireOverseer(
  db: Sql,
  actor: Actor,
  { divisionCode, roles = overseers }: { readonly divisionCode: string; readonly roles?: readonly Role[] },
): Promise<void> {
  const scopes = await divisionScopes(db, divisionCode);
  if (scopes.length === 0) throw notFound();
  if (!holds(actor, roles, scopes)) throw forbidden('只有本级或上级的监督人员和信息公开主管部门可以执行此操作。');
}
