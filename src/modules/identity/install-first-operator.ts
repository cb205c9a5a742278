import type { Tx } from '../../platform/db/tx.js';
import { everywhere } from './actor.js';
import { countOperators } from './count-operators.js';
import { createAccount } from './create-account.js';
import type { Account } from './find-account.js';
import { grantRole } from './grant-role.js';
import type { PasswordCost } from './password.js';
import { installation } from './system-actors.js';

export interface FirstOperator {
  readonly login: string;
  readonly password: string;
  readonly passwordCost: PasswordCost;
}

/** Two nodes that start at once must not both find nobody. */
const lockKey = 7_302;

/**
 * Makes the account that makes all others, where no real one holds OPERATOR everywhere; demo accounts do not count.
 * Null where somebody does already. Errors: INVALID and DUPLICATE as data.
 */
export async function installFirstOperator(tx: Tx, input: FirstOperator): Promise<Account | null> {
  await tx.sql('select pg_advisory_xact_lock($1)', [lockKey]);
  if ((await countOperators(tx, { demo: false })) > 0) return null;
  const { id } = await createAccount(tx, installation, { ...input, displayName: '首位运行管理员' });
  return grantRole(tx, installation, { accountId: id, role: 'OPERATOR', scope: everywhere, scopes: [everywhere] });
}
