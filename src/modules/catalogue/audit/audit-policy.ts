import type { Sql } from '../../../platform/db/sql.js';
import { forbidden, notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds } from '../../identity/actor.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { taskReaders } from '../../tasks/task.js';

/** Those who keep the catalogue of a division. Answers with its scopes. Errors: NOT_FOUND, FORBIDDEN. */
export async function requireCatalogueKeeper(db: Sql, actor: Actor, divisionCode: string): Promise<readonly string[]> {
  const scopes = await scopesOf(db, divisionCode);
  if (!holds(actor, ['DISCLOSURE_OFFICE'], scopes)) {
    throw forbidden('只有本级或上级的信息公开主管部门可以维护目录。');
  }
  return scopes;
}

/** Those who keep or watch it. */
export async function requireCatalogueWatcher(db: Sql, actor: Actor, divisionCode: string): Promise<readonly string[]> {
  const scopes = await scopesOf(db, divisionCode);
  if (!holds(actor, taskReaders, scopes)) throw forbidden('只有本级或上级的工作人员可以审查目录。');
  return scopes;
}

async function scopesOf(db: Sql, divisionCode: string): Promise<readonly string[]> {
  const scopes = await divisionScopes(db, divisionCode);
  if (scopes.length === 0) throw notFound();
  return scopes;
}
