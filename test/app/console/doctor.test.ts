import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { type Config, parseConfig } from '../../../src/app/config.js';
import { diskVerdict } from '../../../src/app/console/doctor/disk-check.js';
import { doctor } from '../../../src/app/console/doctor/doctor.js';
import { findingsAsJson, isSound, printFindings } from '../../../src/app/console/doctor/print-findings.js';
import { clockVerdict } from '../../../src/app/console/doctor/server-checks.js';
import { exposureVerdict, secretVerdict } from '../../../src/app/console/doctor/settings-checks.js';
import { ManualClock, systemClock } from '../../../src/platform/clock/clock.js';
import { everywhere } from '../../../src/modules/identity/actor.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import { everythingStored } from '../../support/everything-stored.js';
import { makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const [own] = await db.sql<{ name: string }>('select current_database() as name');
const connection = { ...inject('postgres'), database: own?.name };
const dataDir = mkdtempSync(join(tmpdir(), 'tongyuan-doctor-'));
const secret = 'pXq8mQ2vR7tLw4ZkB9nYd3HsJc6GfE1a';
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function configOf(environment: Record<string, string> = {}, database: Config['database'] = connection): Config {
  const parsed = parseConfig({ DATA_DIR: dataDir, ...environment });
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  return { ...parsed.config, database };
}

async function lines(config: Config, clock = systemClock): Promise<string[]> {
  return printFindings(await doctor({ ok: true, config }, clock)).split('\n');
}

/** Takes connections and says nothing. */
async function blackHole(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function grantEverything(login: string, demo = false): Promise<void> {
  const { id } = await makeAccount(db, login, { demo });
  const grant = { accountId: id, role: 'OPERATOR' as const, scope: everywhere, scopes: [everywhere] };
  await db.transaction((tx) => grantRole(tx, operator, grant));
}

describe('the doctor', () => {
  test('tells of everything in one line each', async () => {
    const { host, port } = connection;
    const found = await lines(configOf({ PORT: '4001' }));
    const version = await db.sql<{ version: string }>(`select current_setting('server_version') as version`);
    expect(found).toEqual([
      `正常 设置 settings: 演示模式 demo，HOST 127.0.0.1，PORT 4001，DATA_DIR ${dataDir}，数据库 ${host}:${port}/${own?.name}，Redis 未设置，OpenSearch 未设置`,
      `正常 运行环境 node: Node ${process.versions.node}`,
      '正常 对外地址 exposure: PUBLIC_URL http://localhost:4001，HOST 127.0.0.1',
      '正常 令牌密钥 token-secret: 首次启动时生成 (made at the first start)',
      expect.stringMatching(new RegExp(`^(正常|提示|故障) 磁盘 disk: ${dataDir} 可用空间 \\d+ MiB`)),
      `正常 数据库 database: ${host}:${port}/${own?.name} 可连接`,
      expect.stringMatching(/^正常 时钟 clock: 本机与数据库相差 \d+ 毫秒$/),
      `正常 数据库版本 database-version: PostgreSQL ${version[0]?.version}`,
      '正常 字符编码 encoding: UTF8',
      '正常 排序规则 collation: C.UTF-8',
      '故障 落盘 durability: fsync off，full_page_writes off，synchronous_commit on → 请在数据库设置中全部改为 on：否则断电会丢失已发布的内容。',
      '正常 迁移 migrations: 全部执行 (all applied)',
      "故障 管理员 operators: 没有可用的全局运行管理员 → 请运行 tongyuan user add --login LOGIN --name NAME --role OPERATOR --scope '*'。",
      '正常 演示数据 demo: 演示账号 0 个，演示密钥 0 个，仅演示模式可用',
      '正常 待办投递 outbox: 待处理 0 项，搁置 0 项',
      '正常 缓存 redis: 未设置 REDIS_URL，各进程自行缓存',
      '正常 检索服务 opensearch: 未设置 OPENSEARCH_URL，由 PostgreSQL 检索',
      expect.stringMatching(/^正常 1[345]，提示 [01]，故障 [23]$/),
    ]);
  });

  test('wants a real operator in production, and tells of demo accounts there', async () => {
    await grantEverything('demo-operator', true);
    const production = { TONGYUAN_MODE: 'production', TOKEN_SECRET: secret };
    const demo = (await lines(configOf())).filter((line) => /operators|demo:/.test(line));
    expect(demo).toEqual([
      '正常 管理员 operators: 全局运行管理员 1 名',
      '正常 演示数据 demo: 演示账号 1 个，演示密钥 0 个，仅演示模式可用',
    ]);
    const before = (await lines(configOf(production))).filter((line) => /operators|demo:/.test(line));
    expect(before).toEqual([
      "故障 管理员 operators: 没有可用的全局运行管理员 → 请运行 tongyuan user add --login LOGIN --name NAME --role OPERATOR --scope '*'。",
      '提示 演示数据 demo: 演示账号 1 个，演示密钥 0 个，生产模式均拒绝 → 正式库宜从空库开始；保留时请勿再以演示模式打开它。',
    ]);
    await grantEverything('real-operator');
    expect(await lines(configOf(production))).toContain('正常 管理员 operators: 全局运行管理员 1 名');
  });

  test('sees deliveries that wait for too long or were parked', async () => {
    const outbox = async () => (await lines(configOf())).find((line) => line.includes('outbox:'));
    const events = `insert into outbox_event (topic, key, payload, created_at) values ('t', 'k', '{}', $1) returning id::text`;
    await db.sql(events, [systemClock.now()]);
    expect(await outbox()).toBe('正常 待办投递 outbox: 待处理 1 项，搁置 0 项');
    const [old] = await db.sql<{ id: string }>(events, [new Date(systemClock.now().getTime() - 301_000)]);
    expect(await outbox()).toBe(
      '提示 待办投递 outbox: 待处理 2 项，搁置 0 项，最早的已等待 5 分钟以上 → 请确认有 serve 或 worker 在运行。',
    );
    await db.sql(
      `insert into outbox_delivery (event_id, handler, state, attempts, due_at) values ($1, 'h', 'PARKED', 12, now())`,
      [old?.id],
    );
    expect(await outbox()).toBe(
      '故障 待办投递 outbox: 待处理 2 项，搁置 1 项 → 请按 outbox_delivery.last_error 排除原因，再把这些行的 state 改为 WAITING、attempts 改为 0。',
    );
    await db.sql('delete from outbox_delivery');
    await db.sql('delete from outbox_event');
  });

  test('sees a clock that is wrong', async () => {
    const wrong = new ManualClock(new Date(systemClock.now().getTime() + 60_000));
    const clock = (await lines(configOf(), wrong)).find((line) => line.includes('clock:'));
    expect(clock).toMatch(
      /^故障 时钟 clock: 本机与数据库相差 \d{5} 毫秒，本机快 → 请在两边启用 NTP 校时：台账的时间以本机为准。$/,
    );
  });

  test('sees an index that was never filled, and the servers that are not there', async () => {
    const gone = await blackHole();
    servers.at(-1)?.close();
    const url = `127.0.0.1:${gone}`;
    const found = await lines(configOf({ OPENSEARCH_URL: `http://${url}`, REDIS_URL: `redis://${url}` }));
    expect(found.slice(-4, -1)).toEqual([
      '提示 检索索引 search-index: 索引尚未建成 → 请确认有 serve 或 worker 在运行，它会从库中建立索引。',
      '故障 缓存 redis: 没有应答 (no answer) → 请检查 REDIS_URL 和 Redis 服务；其间各进程自行缓存，不影响内容。',
      '故障 检索服务 opensearch: 没有应答 (no answer) → 请检查 OPENSEARCH_URL 和 OpenSearch 服务；其间由 PostgreSQL 检索。',
    ]);
  });

  test('waits for nobody who stays silent', async () => {
    const port = await blackHole();
    const url = `127.0.0.1:${port}`;
    const database = { host: '127.0.0.1', port, user: 'u', password: 'p', database: 'cms' };
    const began = performance.now();
    const findings = await doctor({
      ok: true,
      config: configOf({ OPENSEARCH_URL: `http://${url}`, REDIS_URL: `redis://${url}` }, database),
    });
    expect(performance.now() - began).toBeLessThan(8_000);
    const faults = findings.filter(({ state }) => state === 'FAULT').map(({ check, found }) => [check, found]);
    expect(faults).toEqual([
      ['database', `${url}/cms: 数据库没有应答 (no answer)`],
      ['redis', '没有应答 (no answer)'],
      ['opensearch', '没有应答 (no answer)'],
    ]);
  });

  test('says why the database cannot be used', async () => {
    const database = { ...connection, database: 'none' };
    const found = (await doctor({ ok: true, config: configOf({}, database) })).find(({ state }) => state === 'FAULT');
    expect(found).toEqual({
      check: 'database',
      state: 'FAULT',
      found: `${connection.host}:${connection.port}/none: 服务器上没有这个数据库 (no such database)`,
      advice: '请检查 DATABASE_URL 和数据库服务。',
    });
  });

  test('goes no further with settings that are wrong', async () => {
    const findings = await doctor(parseConfig({ PORT: 'web', TONGYUAN_COLOUR: 'red' }));
    expect(
      printFindings(findings)
        .split('\n')
        .map((line) => line.split(' → ')[0]),
    ).toEqual([
      '故障 设置 settings: TONGYUAN_COLOUR is not a setting: the only one with this prefix is TONGYUAN_MODE.',
      '故障 设置 settings: PORT is "web", which is wrong: allowed is a whole number from 0 to 65535.',
      `正常 运行环境 node: Node ${process.versions.node}`,
      '正常 1，提示 0，故障 2',
    ]);
    expect(isSound(findings)).toBe(false);
  });

  test('tells of migrations that are missing and looks at nothing that needs them', async () => {
    await db.sql(`delete from schema_migration where name = '0009-search'`);
    const found = await lines(configOf());
    expect(found).toContain(
      '故障 迁移 migrations: 尚未执行 0009-search → 请运行 npm run migrate，或启动产品，它会先执行迁移。',
    );
    expect(found.filter((line) => /operators|demo:|outbox/.test(line))).toEqual([]);
    await db.sql(`insert into schema_migration (name) values ('0009-search'), ('9999-later')`);
    expect(await lines(configOf())).toContain(
      '故障 迁移 migrations: 数据库有本程序不认识的迁移 9999-later → 请改用建立它的那个更新的版本。',
    );
    await db.sql(`delete from schema_migration where name = '9999-later'`);
  });

  test('changes nothing', async () => {
    const before = await everythingStored(db);
    await doctor({ ok: true, config: configOf() });
    expect(await everythingStored(db)).toEqual(before);
  });

  test('speaks to programs too', async () => {
    const settings = parseConfig({ PORT: 'web' });
    expect(JSON.parse(findingsAsJson(await doctor(settings)))).toEqual({
      ok: false,
      checks: [
        {
          check: 'settings',
          state: 'FAULT',
          found: 'PORT is "web", which is wrong: allowed is a whole number from 0 to 65535.',
          advice: '请改正后重新检查；README 的 Settings 一节列有全部设置。',
        },
        { check: 'node', state: 'OK', found: `Node ${process.versions.node}`, advice: null },
      ],
    });
  });
});

const mebibyte = 1024 ** 2;

test.each([
  [200 * mebibyte - 1, 'FAULT', '/data 可用空间 199 MiB'],
  [200 * mebibyte, 'HINT', '/data 可用空间 200 MiB'],
  [1024 * mebibyte - 1, 'HINT', '/data 可用空间 1023 MiB'],
  [1024 * mebibyte, 'OK', '/data 可用空间 1024 MiB'],
])('%d free bytes: %s', (free, state, found) => {
  expect(diskVerdict('/data', free)).toMatchObject({ state, found });
});

test.each([
  [{ before: 0, there: 2_050, after: 50 }, 'OK', '本机与数据库相差 2000 毫秒'],
  [{ before: 0, there: 2_051, after: 50 }, 'FAULT', '本机与数据库相差 2001 毫秒，本机慢'],
  [{ before: 5_000, there: 3_000, after: 5_001 }, 'OK', '本机与数据库相差 2000 毫秒'],
  [{ before: 5_000, there: 2_999, after: 5_001 }, 'FAULT', '本机与数据库相差 2001 毫秒，本机快'],
  [{ before: 0, there: 1_000, after: 1_900 }, 'OK', '本机与数据库相差 0 毫秒'],
])('the clocks %o: %s', (moments, state, found) => {
  expect(clockVerdict(moments)).toMatchObject({ state, found });
});

const production = { TONGYUAN_MODE: 'production', TOKEN_SECRET: secret };

test.each([
  [{ HOST: '0.0.0.0' }, '演示账号的密码是公开的：对外开放前请设 TONGYUAN_MODE=production。'],
  [{ HOST: '::1' }, null],
  [{ ...production, HOST: '0.0.0.0', PUBLIC_URL: 'https://open.example.gov.cn' }, null],
  [{ ...production, HOST: '::', PUBLIC_URL: 'http://[::1]:4000' }, '请把 PUBLIC_URL 设为读者所用的地址。'],
  [
    { ...production, HOST: '127.1.2.3', SEED_DEMO: 'true' },
    '请把 PUBLIC_URL 设为读者所用的地址；HOST 只向本机开放，本机没有反向代理时请设为 0.0.0.0；生产环境不宜写入演示数据，请去掉 SEED_DEMO。',
  ],
])('open to whom it should be: %o', (environment, advice) => {
  expect(exposureVerdict(configOf(environment)).advice).toBe(advice);
});

test('a token secret is random, and for nobody else to read', () => {
  expect(secretVerdict(configOf({ TOKEN_SECRET: 'x'.repeat(32) }))).toMatchObject({
    state: 'HINT',
    found: 'TOKEN_SECRET 长 32 个字符，但字符重复过多',
  });
  expect(secretVerdict(configOf({ TOKEN_SECRET: secret }))).toMatchObject({ state: 'OK' });
  const path = join(dataDir, 'token-secret');
  writeFileSync(path, secret, { mode: 0o600 });
  expect(secretVerdict(configOf())).toEqual({ state: 'OK', found: `保存在 ${path}`, advice: null });
  chmodSync(path, 0o640);
  expect(secretVerdict(configOf())).toEqual({
    state: 'FAULT',
    found: `${path} 可被其他系统账号读取`,
    advice: `请执行 chmod 600 ${path}。`,
  });
});
