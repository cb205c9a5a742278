import { findKeyByPrefix } from '../../modules/identity/consumer-keys/find-key.js';
import { revokeKeyOn } from '../../modules/jurisdictions/consumers/revoke-key-on.js';
import { ConsoleFault } from './console-fault.js';
import type { Command } from './console.js';

export const keyRevoke: Command = async (options, console) => {
  const prefix = options.required('prefix');
  // A whole key is not an answer to the question which one, and does not belong in a shell's history.
  if (!/^[a-z0-9]{8}$/.test(prefix)) throw new ConsoleFault('--prefix 应为 ty_ 之后的 8 位字符 (the 8 after ty_)。');
  const key = await console.transact(async (tx, actor) => {
    const found = await findKeyByPrefix(tx, prefix);
    if (found === null) throw new ConsoleFault(`没有前缀为 ${prefix} 的密钥 (no such key)。`);
    return revokeKeyOn(tx, actor, { keyId: found.id });
  });
  console.print(`已吊销 ${key.name} 的密钥 ${key.prefix}，一秒内生效 · key revoked`);
};
