import type { Tx } from '../../../platform/db/tx.js';

/** Ends one session: its refresh tokens and, with them, its access tokens. */
export async function revokeFamily(tx: Tx, family: string): Promise<void> {
  await tx.sql('update refresh_token set revoked_at = $2 where family = $1 and revoked_at is null', [
    family,
    tx.clock.now(),
  ]);
}

/** Ends all sessions of an account. The caller holds the row of the account. */
export async function revokeSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.sql('update refresh_token set revoked_at = $2 where account_id = $1 and revoked_at is null', [
    accountId,
    tx.clock.now(),
  ]);
  await tx.sql('update account set token_version = token_version + 1 where id = $1', [accountId]);
}
