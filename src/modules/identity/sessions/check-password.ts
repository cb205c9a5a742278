import type { Tx } from '../../../platform/db/tx.js';
import { type AccountRow, lockAccount, storeAttempts } from '../account-row.js';
import { afterWrongPassword, isLocked, noAttempts } from './lock-out.js';
import { type PasswordCost, verifyPassword } from '../password.js';
import { recordAudit } from '../record-audit.js';

/**
 * The account, locked, if the password is right and guessing has not been stopped; otherwise null.
 * A wrong password is counted in this transaction, which therefore has to commit.
 * The slow comparison comes before the row lock; what it compared is checked again under the lock,
 * so guesses made at the same time are still counted one by one.
 */
export async function checkPassword(
  tx: Tx,
  found: AccountRow | null,
  guess: { readonly password: string; readonly cost: PasswordCost },
): Promise<AccountRow | null> {
  const matches = await verifyPassword(found?.passwordHash ?? null, guess.password, guess.cost);
  if (found === null) return null;
  const account = await lockAccount(tx, found.id);
  const now = tx.clock.now();
  if (account === null || account.passwordHash !== found.passwordHash || isLocked(account, now)) return null;
  if (matches) {
    await storeAttempts(tx, account.id, noAttempts);
    return account;
  }
  const attempts = afterWrongPassword(account, now);
  await storeAttempts(tx, account.id, attempts);
  if (attempts.lockedUntil !== null) {
    const self = { accountId: account.id, displayName: account.displayName, grants: [] };
    await recordAudit(tx, self, { verb: 'lock-account', subject: `account:${account.id}` });
  }
  return null;
}
