import type { Tx } from '../../platform/db/tx.js';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { lockAccount } from './account-row.js';
import { type Actor, everywhere, holds } from './actor.js';
import { type Account, findAccount } from './find-account.js';
import { keepLastOperator } from './last-operator.js';
import { recordAudit } from './record-audit.js';
import { revokeSessions } from './sessions/revoke-sessions.js';

/**
 * Shuts an account at once: its sessions end, its tokens are dead. Disabling twice changes nothing.
 * For OPERATORs everywhere. Errors: FORBIDDEN, NOT_FOUND; RULE_VIOLATION for the last OPERATOR everywhere.
 */
export async function disableAccount(tx: Tx, actor: Actor, input: { readonly accountId: string }): Promise<Account> {
  if (!holds(actor, ['OPERATOR'], [])) throw forbidden('只有全局运行管理员可以停用账号。');
  const now = tx.clock.now();
  const before = await findAccount(tx, { id: input.accountId, now });
  if (before === null) throw notFound();
  if (before.grants.some((grant) => grant.role === 'OPERATOR' && grant.scope === everywhere)) {
    await keepLastOperator(tx, before.id, ['accountId']);
  }
  const account = await lockAccount(tx, before.id);
  if (account?.active) {
    await tx.sql('update account set active = false where id = $1', [account.id]);
    await revokeSessions(tx, account.id);
    await recordAudit(tx, actor, { verb: 'disable-account', subject: `account:${account.id}` });
  }
  return { ...before, active: false };
}
