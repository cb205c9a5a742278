import type { Tx } from '../../platform/db/tx.js';
import { type Actor, everywhere } from './actor.js';
import { createAccount } from './create-account.js';
import type { Account } from './find-account.js';
import { grantRole } from './grant-role.js';
import type { PasswordCost } from './password.js';

export interface FirstOperator {
  readonly login: string;
  readonly password: string;
  readonly passwordCost: PasswordCost;
}

/** Nobody's account: an installation acts on itself, before there is anybody who could. */
const installation: Actor = {
  accountId: '00000000-0000-4000-8000-000000000000',
  displayName: '系统安装',
  grants: [{ role: 'OPERATOR', scope: everywhere }],
};

/** Two nodes that start at once must not both find nobody. */
const lockKey = 7_302;

/**
 * Makes the account that makes all others, where no real one holds OPERATOR everywhere; demo accounts do not count.
 * Null where somebody does already. Errors: INVALID and DUPLICATE as data.
 */
export async function installFirstOperator(tx: Tx, input: FirstOperator): Promise<Account | null> {
  await tx.sql('select pg_advisory_xact_lock($1)', [lockKey]);
  const [standing] = await tx.sql(
    `select 1 from account_grant g join account a on a.id = g.account_id
     where g.role = 'OPERATOR' and g.scope = $1 and g.revoked_at is null and g.valid_until is null
       and a.active and not a.demo limit 1`,
    [everywhere],
  );
  if (standing !== undefined) return null;
  const { id } = await createAccount(tx, installation, { ...input, displayName: '首位运行管理员' });
  return grantRole(tx, installation, { accountId: id, role: 'OPERATOR', scope: everywhere, scopes: [everywhere] });
}
