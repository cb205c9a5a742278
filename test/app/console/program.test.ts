import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { overview, usages } from '../../../src/app/console/usage.js';
import { acquireOwnerLock } from '../../../src/platform/embedded/owner-lock.js';
import { startEmbedded } from '../../../src/platform/embedded/start-embedded.js';
import { openTempDir } from '../../platform/embedded/program.js';
import { runProgram } from '../../support/console.js';
import { identityRows, trySignIn } from '../../support/identity.js';
import { openDatabase } from '../../support/open-database.js';
import { testDatabase } from '../../support/test-database.js';

// Each command is a program that starts anew, perhaps on a machine with much to do.
vi.setConfig({ testTimeout: 120_000 });
const db = await testDatabase();
const [own] = await db.sql<{ name: string }>('select current_database() as name');
const { host = '', port, user } = inject('postgres');
const databaseUrl = `postgresql://${user}@/${own?.name}?host=${encodeURIComponent(host)}&port=${port}`;
const env = { DATABASE_URL: databaseUrl };
const password = 'a long enough password';
const addOperator = ['user', 'add', '--login', 'wang', '--name', '王五(示例)', '--role', 'OPERATOR', '--scope', '*'];
const report = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ check: z.string(), state: z.string(), found: z.string(), advice: z.string().nullable() })),
});

describe('beside a server of its own', () => {
  test('user add takes the password from a pipe', async () => {
    expect(await runProgram(addOperator, { env, input: `${password}\n` })).toEqual({
      code: 0,
      stdout: '已开设账号 wang，角色 OPERATOR(*) · account created\n',
      stderr: '',
    });
    expect(await trySignIn(db, 'wang', { password })).not.toBeNull();
  });

  test('a refusal is one sentence and leaves nothing', async () => {
    const before = await identityRows(db);
    const ended = await runProgram(addOperator, { env, input: `${password}\n` });
    expect(ended).toEqual({ code: 1, stdout: '', stderr: '同源: 登录名已被使用。\n' });
    expect(await identityRows(db)).toEqual(before);
  });

  test('a server that is not there is told in one sentence', async () => {
    const gone = { DATABASE_URL: 'postgresql://u@127.0.0.1:1/cms' };
    expect(await runProgram(['user', 'disable', '--login', 'wang'], { env: gone })).toEqual({
      code: 1,
      stdout: '',
      stderr: '同源: 数据库拒绝连接 (connection refused)，未作更改；tongyuan doctor 可查明原因。\n',
    });
  });

  test('doctor ends with 1 for a fault, here a server that does not wait for its disk', async () => {
    const { code, stdout, stderr } = await runProgram(['doctor', '--json'], { env });
    expect([code, stderr]).toEqual([1, '']);
    const { ok, checks } = report.parse(JSON.parse(stdout));
    expect(ok).toBe(false);
    expect(checks.filter(({ state }) => state === 'FAULT').map(({ check }) => check)).toEqual(['durability']);
  });
});

test('usage needs no settings that are right', async () => {
  const all = await runProgram(['--help'], { env: { PORT: 'web' } });
  expect(all).toEqual({ code: 0, stdout: overview(), stderr: '' });
  const alone = await runProgram(['user', 'disable'], { env: { PORT: 'web' } });
  expect(alone).toEqual({ code: 1, stdout: '', stderr: `${usages['user disable']}\n` });
});

describe('with the embedded database', () => {
  const dataDir = openTempDir();
  const own = { DATA_DIR: dataDir };
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test('a wrong DATA_DIR makes nothing', async () => {
    const none = join(mkdtempSync(join(dataDir, 'x-')), 'none');
    const sentence = `${none} 中还没有数据库：请先运行 npm start 或 npm run migrate，或检查 DATA_DIR。`;
    const ended = await runProgram(addOperator, { env: { DATA_DIR: none }, input: `${password}\n` });
    expect(ended).toEqual({ code: 1, stdout: '', stderr: `同源: ${sentence}\n` });
    expect(existsSync(none)).toBe(false);
  });

  test('commands work beside the running product, then start the database for themselves', async () => {
    const lock = await acquireOwnerLock(dataDir, 'serve');
    const embedded = await startEmbedded({ dataDir });
    const store = await openDatabase(embedded.connection);
    await store.migrate();
    expect(await runProgram(addOperator, { env: own, input: `${password}\n` })).toEqual({
      code: 0,
      stdout: '已开设账号 wang，角色 OPERATOR(*) · account created\n',
      stderr: '',
    });
    expect(await store.sql('select login from account')).toEqual([{ login: 'wang' }]);
    await store.close();
    await embedded.stop();

    const orphan = await runProgram(['user', 'disable', '--login', 'wang'], { env: own });
    expect(orphan).toEqual({
      code: 1,
      stdout: '',
      stderr: `同源: ${dataDir} 的数据库由另一进程掌管而没有应答：请稍后再试，并使用启动它的系统账号。\n`,
    });
    lock.release();

    const alone = await runProgram(['doctor', '--json'], { env: own });
    const { checks } = report.parse(JSON.parse(alone.stdout));
    expect(checks.filter(({ state }) => state === 'FAULT')).toEqual([]);
    expect([alone.code, existsSync(join(dataDir, 'postgres', 'postmaster.pid'))]).toEqual([0, false]);
  });
});
