import type { Tx } from '../../../platform/db/tx.js';
import { findAccountByLogin } from '../account-row.js';
import { checkPassword } from './check-password.js';
import { issueTokens, type SessionTokens } from './issue-tokens.js';
import { recordAudit } from '../record-audit.js';
import { sessionMilliseconds, type SessionSettings } from './session-settings.js';

/** One refusal for all reasons: a caller learns neither which logins exist nor which are locked. */
export type SignInResult = { readonly ok: true; readonly tokens: SessionTokens } | { readonly ok: false };

/**
 * Opens a session. A refusal is returned and not thrown, because the transaction has to commit:
 * it counts the wrong password. The edge answers UNAUTHENTICATED after that.
 */
export async function signIn(
  tx: Tx,
  settings: SessionSettings,
  input: { readonly login: string; readonly password: string },
): Promise<SignInResult> {
  const found = await findAccountByLogin(tx, input.login);
  const account = await checkPassword(tx, found, { password: input.password, cost: settings.passwordCost });
  if (account === null || !account.active) return { ok: false };
  if (account.demo && settings.mode === 'production') return { ok: false };
  const now = tx.clock.now();
  await tx.sql('delete from refresh_token where account_id = $1 and expires_at < $2', [account.id, now]);
  const tokens = await issueTokens(tx, settings, {
    accountId: account.id,
    family: tx.ids.uuid(),
    tokenVersion: account.tokenVersion,
    endsAt: new Date(now.getTime() + sessionMilliseconds),
  });
  const self = { accountId: account.id, displayName: account.displayName, grants: [] };
  await recordAudit(tx, self, { verb: 'sign-in', subject: `account:${account.id}` });
  return { ok: true, tokens };
}
