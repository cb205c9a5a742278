import { userInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { userAdd } from '../../../src/app/console/user-add.js';
import { userDisable } from '../../../src/app/console/user-disable.js';
import { consoleActor } from '../../../src/modules/identity/system-actors.js';
import { ids, settle } from '../../modules/jurisdictions/small-country.js';
import { command } from '../../support/console.js';
import { identityRows, trySignIn } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
await settle(db);
const password = 'a long enough password';
const options = { single: ['login', 'name'], repeated: ['role', 'scope'] };
const add = (args: readonly string[], typed = password) => command(userAdd, args, { db, options, password: typed });
const disable = (login: string) => command(userDisable, ['--login', login], { db, options: { single: ['login'] } });
const named = (login: string) => ['--login', login, '--name', '张三(示例)'];

describe('user add', () => {
  test('opens an account with its roles, and the trail says that it was the console', async () => {
    const roles = ['--role', 'OPERATOR', '--scope', '*', '--role', 'editor', '--scope', ids.putuoCivil];
    expect(await add([...named(' Zhang.San '), ...roles, '--role', 'DRAFTER', '--scope', '310107'])).toEqual([
      `已开设账号 zhang.san，角色 OPERATOR(*)，EDITOR(${ids.putuoCivil})，DRAFTER(310107) · account created`,
    ]);
    expect(await trySignIn(db, 'zhang.san', { password })).not.toBeNull();
    const trail = await db.sql(
      `select e.account_id, e.verb, e.request_id from audit_entry e
       join account a on e.subject = 'account:' || a.id where a.login = 'zhang.san' order by e.id limit 4`,
    );
    const by = { account_id: consoleActor.accountId, request_id: `console/${userInfo().username}` };
    const verbs = ['create-account', 'grant-role', 'grant-role', 'grant-role'];
    expect(trail).toEqual(verbs.map((verb) => ({ ...by, verb })));
  });

  test('opens one without a role', async () => {
    expect(await add(named('li'))).toEqual(['已开设账号 li，尚无角色 · account created']);
  });

  test.each([
    [[...named('zhang.san')], password, '登录名已被使用。'],
    [[...named('wang')], 'short', '密码长度须为 12 至 128 个字符。'],
    [[...named('x')], password, '登录名须为 2 至 64 个小写字母、数字、点、下划线或连字符。'],
    [[...named('wang'), '--role', 'EDITOR'], password, '每个 --role 须配一个 --scope (one scope for each role)。'],
    [[...named('wang'), '--scope', '*'], password, '每个 --role 须配一个 --scope (one scope for each role)。'],
    [
      [...named('wang'), '--role', 'EDITOR', '--scope', '310107', '--role', 'EDITOR', '--scope', '999999'],
      password,
      '授权范围应为已有的区划代码或公开主体。',
    ],
    [
      [...named('wang'), '--role', 'EDITOR', '--scope', '*', '--role', 'EDITOR', '--scope', '*'],
      password,
      '该账号在此范围内已有这一角色。',
    ],
    [['--login', 'wang'], password, '缺少 --name (missing)。'],
  ])('%o with the password %s is refused and leaves nothing behind', async (args, typed, sentence) => {
    const before = await identityRows(db);
    await expect(add(args, typed)).rejects.toThrow(sentence);
    expect(await identityRows(db)).toEqual(before);
  });

  test('names the roles there are', async () => {
    await expect(add([...named('wang'), '--role', 'BOSS', '--scope', '*'])).rejects.toThrow(
      '没有角色 BOSS；可用 DRAFTER, PRELIMINARY_REVIEWER, SECOND_REVIEWER, FINAL_REVIEWER, SIGNER, EDITOR, DISCLOSURE_OFFICE, UPPER_APPROVER, OPERATOR, SUPERVISOR。',
    );
  });
});

describe('user disable', () => {
  test('ends an account once', async () => {
    await add(named('gone'));
    expect(await disable('Gone')).toEqual(['已停用账号 gone，其会话均已失效 · account disabled']);
    expect(await trySignIn(db, 'gone', { password })).toBeNull();
    const before = await identityRows(db);
    expect(await disable('gone')).toEqual(['账号 gone 早已停用，未作更改 · already disabled']);
    expect(await identityRows(db)).toEqual(before);
  });

  test('refuses a login of nobody, and the last operator', async () => {
    const before = await identityRows(db);
    await expect(disable('nobody')).rejects.toThrow('没有登录名为 nobody 的账号 (no such login)。');
    await expect(disable('zhang.san')).rejects.toThrow('这是最后一名全局运行管理员，不能撤销或停用。');
    expect(await identityRows(db)).toEqual(before);
  });
});

test('a store of another version is refused', async () => {
  await db.sql(`insert into schema_migration (name) values ('9999-of-a-newer-program')`);
  await expect(add(named('wang'))).rejects.toThrow('数据库由更新版本的程序建立：请使用该版本 (newer schema)。');
  await db.sql(`delete from schema_migration where name in ('9999-of-a-newer-program', '0009-search')`);
  await expect(add(named('wang'))).rejects.toThrow(
    '数据库还差 1 个迁移：请先运行 npm run migrate (pending migrations)。',
  );
});
