import { type ConsumerKind, consumerKinds } from '../../modules/identity/consumer-keys/consumer-key.js';
import { issueKeyOn } from '../../modules/jurisdictions/consumers/issue-key-on.js';
import { shanghaiDate } from '../../modules/rules/calendar-date.js';
import { ConsoleFault } from './console-fault.js';
import type { Command } from './console.js';

const usualDays = '365';
const dayLength = 86_400_000;

/** Issues a key and prints it, the only time it can be read. */
export const keyAdd: Command = async (options, console) => {
  const divisionCode = options.required('division');
  const name = options.required('name');
  const kind = kindOf(options.required('kind'));
  const days = daysOf(options.optional('days') ?? usualDays);
  const withheldFields = options.every('withhold');
  const maskable = withheldFields.length === 0 ? new Set<string>() : await console.maskableFields();
  const { key, secret } = await console.transact((tx, actor) =>
    issueKeyOn(tx, actor, {
      divisionCode,
      name,
      kind,
      audienceIds: options.every('audience'),
      withheldFields,
      expiresAt: new Date(tx.clock.now().getTime() + days * dayLength),
      maskable,
    }),
  );
  console.print(
    `已为 ${key.name} 发放密钥 ${key.prefix}，有效至 ${shanghaiDate(key.expiresAt)}；只显示一次 · shown once:`,
  );
  console.print(secret);
};

function kindOf(text: string): ConsumerKind {
  const kind = consumerKinds.find((known) => known === text.toUpperCase());
  if (kind === undefined) throw new ConsoleFault(`没有种类 ${text}；可用 ${consumerKinds.join(', ')}。`);
  return kind;
}

function daysOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new ConsoleFault('--days 应为正整数 (a whole number of days)。');
  return Number(text);
}
