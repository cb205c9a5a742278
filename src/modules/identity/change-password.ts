import type { Tx } from '../../platform/db/tx.js';
import { refuse } from '../../platform/errors/user-errors.js';
import { findAccountByLogin } from './account-row.js';
import type { Actor } from './actor.js';
import { checkPassword } from './sessions/check-password.js';
import { findAccount } from './find-account.js';
import { hashPassword, passwordFaults, type PasswordCost } from './password.js';
import { recordAudit } from './record-audit.js';
import { revokeSessions } from './sessions/revoke-sessions.js';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly passwordCost: PasswordCost;
}

const saltLength = 16;

/**
 * Changes the actor's own password and ends all its sessions, this one too. False if the current password is wrong
 * or guessing it has been stopped: returned and not thrown, because the count of wrong passwords has to be committed.
 * Error: INVALID as data for a new password that is too short, too long or holds the login.
 */
export async function changePassword(tx: Tx, actor: Actor, input: PasswordChange): Promise<boolean> {
  const self = await findAccount(tx, { id: actor.accountId, now: tx.clock.now() });
  if (self === null) return false;
  const faults = passwordFaults(input.newPassword, self.login, ['newPassword']);
  if (faults.length > 0) refuse(...faults);
  const found = await findAccountByLogin(tx, self.login);
  const account = await checkPassword(tx, found, { password: input.currentPassword, cost: input.passwordCost });
  if (account === null || !account.active) return false;
  const passwordHash = await hashPassword(input.newPassword, tx.ids.bytes(saltLength), input.passwordCost);
  await tx.sql('update account set password_hash = $2 where id = $1', [account.id, passwordHash]);
  await revokeSessions(tx, account.id);
  await recordAudit(tx, actor, { verb: 'change-password', subject: `account:${account.id}` });
  return true;
}
