import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/app/config.js';
import { runCheck } from '../../../src/app/console/doctor/finding.js';
import { indexCheck, partChecks } from '../../../src/app/console/doctor/part-checks.js';
import { indexLayout } from '../../../src/modules/search/opensearch/index-layout.js';
import { releaseSomething } from '../../modules/ledger/release-something.js';
import { freePort } from '../../platform/embedded/program.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

async function found(name: string, environment: Record<string, string>): Promise<string> {
  const parsed = parseConfig(environment);
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const check = partChecks(parsed.config).find((one) => one.name === name);
  if (check === undefined) throw new Error(`no check ${name}`);
  const { state, found: seen } = await runCheck(check);
  return `${state} ${seen}`;
}

describe('OpenSearch', () => {
  const answers = { status: 200, health: 'green' };
  const server = createServer((request, response) => {
    response.writeHead(answers.status, { 'content-type': 'application/json' });
    const health = { cluster_name: 'c', status: answers.health };
    response.end(JSON.stringify(request.url === '/' ? { version: { number: '3.8.0' } } : health));
  });
  let url = '';
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => server.close());

  test.each([
    [200, 'green', 'OK OpenSearch 3.8.0，状态 green'],
    [200, 'yellow', 'OK OpenSearch 3.8.0，状态 yellow'],
    [200, 'red', 'FAULT OpenSearch 3.8.0，状态 red'],
    [401, 'green', 'FAULT 以状态 401 拒绝 (refused)'],
    [200, 'none of the three', 'FAULT 没有应答 (no answer)'],
  ])('that answers with %d and %s: %s', async (status, health, expected) => {
    Object.assign(answers, { status, health });
    expect(await found('opensearch', { OPENSEARCH_URL: url })).toBe(expected);
  });
});

test('the index is complete, or tells how far it is behind', async () => {
  const index = async () => {
    const { state, found: seen, advice } = await runCheck(indexCheck(db));
    return [state, seen, advice];
  };
  await db.sql(`insert into search_index (alias, layout, complete_to, created_at) values ('a', $1, 0, now())`, [
    indexLayout,
  ]);
  expect(await index()).toEqual(['OK', '索引完整到序号 0', null]);
  for (let release = 0; release < 3; release += 1) await releaseSomething(db);
  expect(await index()).toEqual([
    'HINT',
    '索引落后 3 个序号，自 2026-03-02T01:00:00.000Z',
    '请确认有 serve 或 worker 在运行；落后的部分由 PostgreSQL 检索。',
  ]);
});

const installed = spawnSync('redis-server', ['--version']).status === 0;
// A laptop may lack Redis; the machine that decides may not.
const must = process.env['CI'] === 'true';

test.skipIf(!installed && !must)('a Redis that answers, and one that wants a password', async () => {
  const port = String(await freePort());
  const redis = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', '', '--requirepass', 'right']);
  for await (const chunk of redis.stdout) if (String(chunk).includes('Ready to accept')) break;
  expect(await found('redis', { REDIS_URL: `redis://:right@127.0.0.1:${port}` })).toBe('OK PING 有应答 (PONG)');
  for (const login of ['', ':wrong@']) {
    const expected = 'FAULT 拒绝登录 (login refused)';
    expect(await found('redis', { REDIS_URL: `redis://${login}127.0.0.1:${port}` })).toBe(expected);
  }
  redis.kill('SIGKILL');
});
