import type { Sql } from '../../platform/db/sql.js';
import { refuse } from '../../platform/errors/user-errors.js';
import { everywhere, type Scope } from '../identity/actor.js';
import { divisionScopes } from './division-scopes.js';
import { findBody } from './find-body.js';

/** A scope and those above it: the body, its division, the divisions above. Refuses a scope that does not exist. */
export async function scopesAbove(db: Sql, scope: Scope): Promise<[Scope, ...Scope[]]> {
  if (scope === everywhere) return [everywhere];
  const body = await findBody(db, scope);
  if (body !== null) return [body.id, ...(await divisionScopes(db, body.divisionCode))];
  const [own, ...above] = await divisionScopes(db, scope);
  if (own === undefined)
    refuse({ code: 'INVALID', path: ['scope'], message: '授权范围应为已有的区划代码或公开主体。' });
  return [own, ...above];
}
