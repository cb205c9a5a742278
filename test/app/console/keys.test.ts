import { describe, expect, test } from 'vitest';
import { keyAdd } from '../../../src/app/console/key-add.js';
import { keyList } from '../../../src/app/console/key-list.js';
import { keyRevoke } from '../../../src/app/console/key-revoke.js';
import { ConsumerDirectory } from '../../../src/modules/identity/consumer-keys/consumer-directory.js';
import { consoleActor } from '../../../src/modules/identity/system-actors.js';
import { registerAudience } from '../../../src/modules/jurisdictions/audiences/register-audience.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { operator, settle } from '../../modules/jurisdictions/small-country.js';
import { command } from '../../support/console.js';
import { testDatabase } from '../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
await settle(db);
const audience = await db.transaction((tx) =>
  registerAudience(tx, operator, { divisionCode: '310107', description: '本区散居孤儿监护人' }),
);
const options = { single: ['division', 'name', 'kind', 'days'], repeated: ['audience', 'withhold'] };
const add = (...args: string[]) => command(keyAdd, args, { db, options });
const revoke = (prefix: string) => command(keyRevoke, ['--prefix', prefix], { db, options: { single: ['prefix'] } });
const list = () => command(keyList, [], { db, options: {} });
const rows = () =>
  db.sql(
    `select 'key' as t, to_jsonb(k) as row from consumer_key k union all select 'audit', to_jsonb(e) from audit_entry e
     order by 1, 2`,
  );
const who = async (key = '') => {
  const directory = new ConsumerDirectory({ db, clock, mode: 'demo', onWarning: () => undefined });
  return (await directory.authenticate(`Bearer ${key}`))?.name;
};
const portal = ['--division', '310000', '--name', '门户', '--kind', 'PORTAL'];

describe('key add', () => {
  test('prints a key that works, once', async () => {
    expect(await list()).toEqual(['还没有密钥 · no keys yet']);
    const [told, key, ...more] = await add(...portal);
    expect([key, more]).toEqual([expect.stringMatching(/^ty_[a-z0-9]{8}_[\w-]{43}$/), []]);
    const prefix = key?.slice(3, 11) ?? '';
    expect(told).toBe(`已为 门户 发放密钥 ${prefix}，有效至 2027-03-02；只显示一次 · shown once:`);
    expect(await who(key)).toBe('门户');
    const [stored] = await db.sql<{ text: string }>(
      `select k::text || (select e::text from audit_entry e
       where e.subject = 'consumer-key:' || k.id) as text from consumer_key k where prefix = $1`,
      [prefix],
    );
    expect(stored?.text).toContain(consoleActor.accountId);
    expect(stored?.text).not.toContain(key?.slice(12));
  });

  test('takes audiences, withheld fields and days', async () => {
    clock.advance(1_000);
    const more = ['--audience', audience.id, '--withhold', 'Disclosure.summary', '--withhold=Statistic.summary'];
    await add('--division', '310107', '--name', '合作方', '--kind', 'partner', ...more, '--days', '30');
    const [line] = await list();
    expect(line?.replace(/^\S{8}/, 'PREFIX')).toBe(
      `PREFIX 有效 PARTNER 310107 合作方，有效至 2026-04-01，未曾使用，特定对象 ${audience.id}，保留字段 Disclosure.summary Statistic.summary`,
    );
  });

  test.each([
    [['--division', '999999', '--name', '门户', '--kind', 'PORTAL'], '区划不存在。'],
    [['--division', '310000', '--name', ' ', '--kind', 'PORTAL'], '请填写使用方名称，不超过100字。'],
    [
      ['--division', '310000', '--name', '门户', '--kind', 'FAX'],
      '没有种类 FAX；可用 PORTAL, NEW_MEDIA, PARTNER, OPEN_DATA。',
    ],
    [[...portal, '--audience', '00000000-0000-4000-8000-000000000001'], '只能授予本级和下级已登记的特定对象。'],
    [[...portal, '--withhold', 'Disclosure.colour'], '只能保留公开接口中可为空的字段，写作“类型.字段”。'],
    [[...portal, '--days', '0'], '--days 应为正整数 (a whole number of days)。'],
    [[...portal, '--days', '1.5'], '--days 应为正整数 (a whole number of days)。'],
    [[...portal, '--days', '9999'], '有效期须晚于现在，最长三年。'],
    [portal.slice(2), '缺少 --division (missing)。'],
  ])('%o is refused and leaves nothing behind', async (args, sentence) => {
    const before = await rows();
    await expect(add(...args)).rejects.toThrow(sentence);
    expect(await rows()).toEqual(before);
  });
});

describe('key revoke', () => {
  test('ends a key once', async () => {
    const [, key = ''] = await add('--division', '310000', '--name', '新媒体', '--kind', 'NEW_MEDIA');
    const prefix = key.slice(3, 11);
    expect(await revoke(prefix)).toEqual([`已吊销 新媒体 的密钥 ${prefix}，一秒内生效 · key revoked`]);
    expect(await list()).toContain(`${prefix} 已吊销 NEW_MEDIA 310000 新媒体，有效至 2027-03-02，未曾使用`);
    const before = await rows();
    await expect(revoke(prefix)).rejects.toThrow('该密钥已被吊销。');
    await expect(revoke('zzzzzzzz')).rejects.toThrow('没有前缀为 zzzzzzzz 的密钥 (no such key)。');
    await expect(revoke(key)).rejects.toThrow('--prefix 应为 ty_ 之后的 8 位字符 (the 8 after ty_)。');
    expect(await rows()).toEqual(before);
    await expect(who(key)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

test('key list tells which have run out and which were used', async () => {
  const [, key = ''] = await add('--division', '310101', '--name', '数据平台', '--kind', 'OPEN_DATA', '--days', '1');
  const line = async () => (await list()).find((one) => one.startsWith(key.slice(3, 11)))?.slice(9);
  expect(await who(key)).toBe('数据平台');
  await expect.poll(line).toBe('有效 OPEN_DATA 310101 数据平台，有效至 2026-03-03，最近使用 2026-03-02');
  clock.advance(86_400_000);
  expect(await line()).toBe('已到期 OPEN_DATA 310101 数据平台，有效至 2026-03-03，最近使用 2026-03-02');
});
