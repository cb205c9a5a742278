import { disableAccount } from '../../modules/identity/disable-account.js';
import { findAccount } from '../../modules/identity/find-account.js';
import { findAccountId } from '../../modules/identity/find-account-id.js';
import { ConsoleFault } from './console-fault.js';
import type { Command } from './console.js';

export const userDisable: Command = async (options, console) => {
  const login = options.required('login').trim().toLowerCase();
  const wasActive = await console.transact(async (tx, actor) => {
    const id = await findAccountId(tx, login);
    const before = id === null ? null : await findAccount(tx, { id, now: tx.clock.now() });
    if (before === null) throw new ConsoleFault(`没有登录名为 ${login} 的账号 (no such login)。`);
    await disableAccount(tx, actor, { accountId: before.id });
    return before.active;
  });
  console.print(
    wasActive
      ? `已停用账号 ${login}，其会话均已失效 · account disabled`
      : `账号 ${login} 早已停用，未作更改 · already disabled`,
  );
};
