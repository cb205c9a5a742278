import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { projectRoot } from '../../bench/project-root.js';
import { type Contestant, works } from '../../bench/servers/contestant.js';
import { hasPostgraphile } from '../../bench/servers/install-postgraphile.js';
import { startContestants } from '../../bench/servers/start-contestants.js';
import { verifyAnswers } from '../../bench/servers/verify-answers.js';
import { chooseKeys } from '../../bench/store/choose-keys.js';
import { fillStore } from '../../bench/store/fill-store.js';
import { verifyRelease } from '../../src/modules/publication/verify-release.handlers.js';
import { testDatabase } from '../support/test-database.js';

const size = 300;
const db = await testDatabase({ poolSize: 8 });
const contestants: Contestant[] = [];
let dataDir: string;

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL('node_modules/typescript/bin/tsc', projectRoot)),
    '--project',
    fileURLToPath(new URL('tsconfig.bench.json', projectRoot)),
  ]);
  await fillStore(db, size);
  dataDir = await mkdtemp(join(tmpdir(), 'tongyuan-bench-'));
  const [own] = await db.sql<{ name: string }>('select current_database() as name');
  const { host, port, user } = inject('postgres');
  const databaseUrl = `postgresql://${user}@localhost:${port}/${own?.name}?host=${encodeURIComponent(host ?? '')}`;
  const keys = await chooseKeys(db, 20);
  contestants.push(...(await startContestants({ databaseUrl, dataDir, keys, postgraphile: hasPostgraphile() })));
}, 180_000);

afterAll(async () => {
  await Promise.all(contestants.map((one) => one.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

it('starts every server that is compared', () => {
  const names = contestants.map(({ name }) => name).filter((name) => name !== 'PostGraphile 5');
  expect(names).toEqual(['product', 'product, cache on', 'static', 'limit', 'Apollo + DataLoader']);
});

it.each(works)('gets the same records from all of them: %s', async (work) => {
  await expect(verifyAnswers(contestants, work, 20)).resolves.toBeUndefined();
});

it('fills its store as if it had been published', async () => {
  const [head] = await db.sql<{ key: string }>('select sequence::text as key from ledger_head');
  const event = { id: '1', topic: 'ledger.appended', key: head?.key ?? '', payload: {}, createdAt: db.clock.now() };
  await db.transaction((tx) => verifyRelease.handle(tx, event));
  expect(await db.sql('select ok, detail from release_verification')).toEqual([{ ok: true, detail: null }]);
  expect(await db.sql('select count(*)::int as count from plain.disclosure')).toEqual([{ count: size }]);
});
