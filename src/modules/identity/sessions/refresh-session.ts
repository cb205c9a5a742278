import type { Tx } from '../../../platform/db/tx.js';
import { type AccountRow, lockAccount } from '../account-row.js';
import { hashRefreshToken, issueTokens } from './issue-tokens.js';
import { recordAudit } from '../record-audit.js';
import { revokeFamily } from './revoke-sessions.js';
import { clockDifference, type SessionSettings } from './session-settings.js';
import type { SignInResult } from './sign-in.js';

interface TokenRow {
  id: string;
  accountId: string;
  family: string;
  expiresAt: string;
  createdAt: string;
  used: boolean;
  revoked: boolean;
}

/**
 * Uses up a refresh token and gives the next pair. A token that comes a second time was copied: nobody can tell
 * which of the two holders is the right one, so the whole session ends. A refusal is returned and not thrown,
 * because that end has to be committed.
 */
export async function refreshSession(
  tx: Tx,
  settings: SessionSettings,
  input: { readonly refreshToken: string },
): Promise<SignInResult> {
  const now = tx.clock.now();
  const tokenHash = hashRefreshToken(input.refreshToken);
  const found = await findToken(tx, tokenHash);
  const account = found === null ? null : await lockAccount(tx, found.accountId);
  // Whoever changes tokens holds their account: only what is read under that lock counts.
  const token = await findToken(tx, tokenHash);
  if (account === null || token === null || token.revoked) return { ok: false };
  if (token.used) {
    await endCopiedSession(tx, account, token.family);
    return { ok: false };
  }
  const endsAt = new Date(token.expiresAt);
  const isFromLater = new Date(token.createdAt).getTime() > now.getTime() + clockDifference;
  if (endsAt <= now || isFromLater || !account.active || (account.demo && settings.mode === 'production'))
    return { ok: false };
  await tx.sql('update refresh_token set used_at = $2 where id = $1', [token.id, now]);
  const session = { accountId: account.id, family: token.family, tokenVersion: account.tokenVersion, endsAt };
  return { ok: true, tokens: await issueTokens(tx, settings, session) };
}

async function findToken(tx: Tx, tokenHash: string): Promise<TokenRow | null> {
  const [row] = await tx.sql<TokenRow>(
    `select id, account_id as "accountId", family, expires_at::text as "expiresAt",
       created_at::text as "createdAt",
       used_at is not null as used, revoked_at is not null as revoked
     from refresh_token where token_hash = $1`,
    [tokenHash],
  );
  return row ?? null;
}

async function endCopiedSession(tx: Tx, account: AccountRow, family: string): Promise<void> {
  await revokeFamily(tx, family);
  const self = { accountId: account.id, displayName: account.displayName, grants: [] };
  await recordAudit(tx, self, {
    verb: 'end-copied-session',
    subject: `account:${account.id}`,
    details: { session: family },
  });
}
