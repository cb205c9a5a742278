import type { ConsumerKey } from '../../modules/identity/consumer-keys/consumer-key.js';
import { listKeys } from '../../modules/identity/consumer-keys/find-key.js';
import { loadDirectory } from '../../modules/jurisdictions/load-directory.js';
import { newest } from '../../modules/jurisdictions/select-directory.js';
import { shanghaiDate } from '../../modules/rules/calendar-date.js';
import type { Command } from './console.js';

/** A line for each key of every division, newest first. */
export const keyList: Command = async (_options, console) => {
  const { keys, now } = await console.transact(async (tx) => {
    const directory = await loadDirectory(tx, newest);
    const codes = directory.divisions().map((division) => division.code);
    return { keys: await listKeys(tx, codes), now: tx.clock.now() };
  });
  if (keys.length === 0) console.print('还没有密钥 · no keys yet');
  for (const key of keys) console.print(lineOf(key, now));
};

function lineOf(key: ConsumerKey, now: Date): string {
  const parts = [
    `${key.prefix} ${stateOf(key, now)} ${key.kind} ${key.scope} ${key.name}`,
    `有效至 ${shanghaiDate(key.expiresAt)}`,
    key.lastUsedAt === null ? '未曾使用' : `最近使用 ${shanghaiDate(key.lastUsedAt)}`,
    ...(key.audienceIds.length === 0 ? [] : [`特定对象 ${key.audienceIds.join(' ')}`]),
    ...(key.withheldFields.length === 0 ? [] : [`保留字段 ${key.withheldFields.join(' ')}`]),
    ...(key.demo ? ['演示 demo'] : []),
  ];
  return parts.join('，');
}

function stateOf({ revokedAt, expiresAt }: ConsumerKey, now: Date): string {
  if (revokedAt !== null) return '已吊销';
  return expiresAt <= now ? '已到期' : '有效';
}
