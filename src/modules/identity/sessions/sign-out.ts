import type { Tx } from '../../../platform/db/tx.js';
import { hashRefreshToken } from './issue-tokens.js';
import { recordAudit } from '../record-audit.js';
import { revokeFamily } from './revoke-sessions.js';

/**
 * Ends the session that the refresh token belongs to, used up or not. Whoever holds the token may do so;
 * an unknown one is no error, as the wished end is reached.
 */
export async function signOut(tx: Tx, input: { readonly refreshToken: string }): Promise<void> {
  const [session] = await tx.sql<{ accountId: string; displayName: string; family: string }>(
    `select account_id as "accountId", display_name as "displayName", family
     from refresh_token join account on account.id = account_id
     where token_hash = $1 and revoked_at is null for update of account`,
    [hashRefreshToken(input.refreshToken)],
  );
  if (session === undefined) return;
  await revokeFamily(tx, session.family);
  const self = { accountId: session.accountId, displayName: session.displayName, grants: [] };
  await recordAudit(tx, self, { verb: 'sign-out', subject: `account:${session.accountId}` });
}
