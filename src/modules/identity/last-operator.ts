import type { Tx } from '../../platform/db/tx.js';
import { refuse } from '../../platform/errors/user-errors.js';
import { everywhere } from './actor.js';

/**
 * Refuses to take away the last OPERATOR everywhere: nobody could grant anything after that.
 * Locks all such grants first, so that two operators cannot remove each other at the same time.
 * Grants that end by themselves do not count as somebody who stays.
 */
export async function keepLastOperator(tx: Tx, leavingAccountId: string, path: readonly string[]): Promise<void> {
  await tx.sql(
    `select id from account_grant where role = 'OPERATOR' and scope = $1 and revoked_at is null order by id for update`,
    [everywhere],
  );
  const staying = await tx.sql(
    `select 1 from account_grant g join account a on a.id = g.account_id
     where g.role = 'OPERATOR' and g.scope = $1 and g.revoked_at is null and g.valid_until is null
       and a.active and a.id <> $2 limit 1`,
    [everywhere, leavingAccountId],
  );
  if (staying.length === 0) {
    refuse({ code: 'RULE_VIOLATION', path, message: '这是最后一名全局运行管理员，不能撤销或停用。' });
  }
}
