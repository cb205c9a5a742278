import type { Clock } from '../../../platform/clock/clock.js';
import type { Sql } from '../../../platform/db/sql.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { readAccessToken } from './access-token.js';
import { type Actor, isRole } from '../actor.js';
import { grantCounts } from '../find-account.js';
import type { SessionSettings } from './session-settings.js';

export interface Credentials {
  /** What stood behind `Bearer` in the request. */
  readonly accessToken: string;
  readonly settings: SessionSettings;
  readonly clock: Clock;
}

/**
 * Who acts, read from the database at every request: an account that was disabled, a session that was ended
 * and a grant that was revoked count at once, although the token itself is still good.
 * Error: UNAUTHENTICATED, alike for every reason.
 */
export async function authenticate(db: Sql, credentials: Credentials): Promise<Actor> {
  const { settings, clock } = credentials;
  const now = clock.now();
  const claims = await readAccessToken(settings, credentials.accessToken, now);
  if (claims === null) throw unauthenticated();
  const [account] = await db.sql<{ id: string; displayName: string; grants: { role: string; scope: string }[] }>(
    `select id, display_name as "displayName", (
       select coalesce(json_agg(json_build_object('role', g.role, 'scope', g.scope)), '[]'::json) from account_grant g
       where g.account_id = account.id and ${grantCounts('g', '$5')}
     ) as grants
     from account where id = $1 and active and token_version = $2 and not (demo and $3::boolean)
       and exists (select 1 from refresh_token where family = $4 and account_id = account.id and revoked_at is null)`,
    [claims.accountId, claims.tokenVersion, settings.mode === 'production', claims.sessionId, now],
    { prepared: true },
  );
  if (account === undefined) throw unauthenticated();
  return {
    accountId: account.id,
    displayName: account.displayName,
    grants: account.grants.flatMap(({ role, scope }) => (isRole(role) ? [{ role, scope }] : [])),
  };
}

function unauthenticated(): AppError {
  return new AppError('UNAUTHENTICATED', '登录已失效，请重新登录。');
}
