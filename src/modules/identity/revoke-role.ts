import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import { lockAccount } from './account-row.js';
import { type Actor, everywhere } from './actor.js';
import { type Account, findAccount } from './find-account.js';
import { requireOperator, type RoleChange } from './grant-role.js';
import { keepLastOperator } from './last-operator.js';
import { recordAudit } from './record-audit.js';

/**
 * Takes a role on a scope away, effective with the next request of its holder.
 * Errors: FORBIDDEN; NOT_FOUND for an account without this role; RULE_VIOLATION for the last OPERATOR everywhere.
 */
export async function revokeRole(tx: Tx, actor: Actor, input: RoleChange): Promise<Account> {
  requireOperator(actor, input);
  const { accountId, role, scope } = input;
  const now = tx.clock.now();
  if (role === 'OPERATOR' && scope === everywhere) await keepLastOperator(tx, accountId, ['accountId']);
  if ((await lockAccount(tx, accountId)) === null) throw notFound();
  const revoked = await tx.sql(
    `update account_grant set revoked_at = $4 where account_id = $1 and role = $2 and scope = $3
       and revoked_at is null and (valid_until is null or valid_until > $4) returning id`,
    [accountId, role, scope, now],
  );
  if (revoked.length === 0) throw notFound();
  await recordAudit(tx, actor, { verb: 'revoke-role', subject: `account:${accountId}`, details: { role, scope } });
  const account = await findAccount(tx, { id: accountId, now });
  if (account === null) throw notFound();
  return account;
}
