import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { parseDatabaseUrl } from '../../../src/app/database-url.js';
import { findBinaries } from '../../../src/platform/embedded/postgres-binaries.js';
import { type Embedded, type EmbeddedEvent, startEmbedded } from '../../../src/platform/embedded/start-embedded.js';
import { eventually, openTempDir } from './program.js';

const asRoot = process.getuid?.() === 0;
const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function tempDir(): string {
  const dir = openTempDir();
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dataDir: string, onEvent?: (event: EmbeddedEvent) => void): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, onEvent });
  cleanups.push(() => embedded.stop());
  return embedded;
}

async function query(target: ConstructorParameters<typeof Client>[0], text: string): Promise<unknown> {
  const client = new Client(target);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(text);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

test('starts a server that keeps what was written', async () => {
  const dataDir = join(tempDir(), 'data');
  const first = await start(dataDir);
  expect(await query(first.databaseUrl, 'select current_database() as value')).toBe('tongyuan');
  await query(first.connection, 'create table kept as select 7 as value');
  await first.stop();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

  const events: EmbeddedEvent[] = [];
  const second = await start(dataDir, (event) => events.push(event));
  expect(await query(second.connection, 'select value from kept')).toBe(7);
  expect(events.map((event) => event.kind)).toEqual(['preparing', 'ready']);
  expect(events[1]).toMatchObject({ adopted: false, created: false });
});

test('its URL gives back its connection', async () => {
  const embedded = await start(tempDir());
  expect(parseDatabaseUrl(embedded.databaseUrl)).toEqual({ ...embedded.connection, password: '' });
});

test('is durable, listens on no network and takes UTF-8 in code point order', async () => {
  const { connection } = await start(tempDir());
  const text = `select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'),
    current_setting('full_page_writes'), current_setting('listen_addresses') = '', current_setting('server_encoding'),
    (select datcollate from pg_database where datname = 'tongyuan')) as value`;
  expect(await query(connection, text)).toBe('on on on t UTF8 C.UTF-8');
});

test.runIf(asRoot)('runs as nobody when we are root', async () => {
  const dataDir = tempDir();
  await start(dataDir);
  expect(statSync(`/proc/${postmasterPid(dataDir)}`).uid).toBe(65_534);
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(65_534);
});

test('removes what a killed first start left half-made', async () => {
  const dataDir = tempDir();
  const half = join(dataDir, 'postgres.half-1');
  mkdirSync(half);
  writeFileSync(join(half, 'PG_VERSION'), '18\n');
  const { connection } = await start(dataDir);
  expect(await query(connection, 'select 1 as value')).toBe(1);
  expect(readdirSync(dataDir).filter((name) => name.includes('half'))).toEqual([]);
});

test('refuses a folder that is not a database', async () => {
  const dataDir = tempDir();
  mkdirSync(join(dataDir, 'postgres', 'mine'), { recursive: true });
  await expect(startEmbedded({ dataDir })).rejects.toThrow(
    `${join(dataDir, 'postgres')} is not a database folder; move it away to begin with an empty database.`,
  );
});

test('finds a short place for the socket of a long path', async () => {
  const dataDir = join(tempDir(), '政务公开'.repeat(15), 'x'.repeat(60));
  expect(Buffer.byteLength(dataDir)).toBeGreaterThan(107);
  const { connection } = await start(dataDir);
  cleanups.unshift(() => rmSync(connection.host, { recursive: true, force: true }));
  expect(await query(connection, 'select 1 as value')).toBe(1);
  expect(connection.host.startsWith(dataDir)).toBe(false);
});

test('copes with a path full of signs', async () => {
  const { connection } = await start(join(tempDir(), `a "b", c's %20 同源`));
  expect(await query(connection, 'select 1 as value')).toBe(1);
});

test('starts the server again after kill -9, at the same address', async () => {
  const dataDir = tempDir();
  const events: string[] = [];
  const { connection } = await start(dataDir, (event) => events.push(event.kind));
  await query(connection, 'create table kept as select 7 as value');
  const busy = query(connection, 'select pg_sleep(60)').catch((error: unknown) => error);
  const killed = postmasterPid(dataDir);
  process.kill(killed, 'SIGKILL');
  expect(await eventually('an answer', () => query(connection, 'select value from kept'))).toBe(7);
  expect(postmasterPid(dataDir)).not.toBe(killed);
  expect(await busy).toBeInstanceOf(Error);
  await eventually('the news', () => events.includes('back') || undefined);
  expect(events.filter((kind) => kind !== 'retry')).toEqual(['preparing', 'ready', 'lost', 'back']);
});

test('adopts a running server of the same folder, watches it and stops it', async () => {
  const dataDir = tempDir();
  const first = await start(dataDir);
  const pid = postmasterPid(dataDir);
  const events: EmbeddedEvent[] = [];
  const second = await start(dataDir, (event) => events.push(event));
  expect(events[1]).toMatchObject({ kind: 'ready', adopted: true });
  expect(second.connection).toEqual(first.connection);
  await second.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('is not stopped by a process id that now belongs to something else', async () => {
  const dataDir = tempDir();
  const first = await start(dataDir);
  const path = join(dataDir, 'postgres', 'postmaster.pid');
  const socketLock = join(first.connection.host, '.s.PGSQL.5432.lock');
  const cards = [path, socketLock].map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n') }));
  await first.stop();
  // Of the server's own account, or PostgreSQL would see by itself that it cannot be one.
  const other = spawn('sleep', ['60'], asRoot ? { uid: 65_534, gid: 65_534 } : {});
  cleanups.push(() => void other.kill());
  for (const { file, lines } of cards) writeFileSync(file, [other.pid, ...lines.slice(1)].join('\n'));
  const { connection } = await start(dataDir);
  expect(await query(connection, 'select 1 as value')).toBe(1);
  expect(other.exitCode).toBeNull();
});

test.runIf(asRoot)('keeps the data elsewhere when the folder is closed to the server', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'tongyuan-test-'));
  cleanups.push(() => rmSync(closed, { recursive: true, force: true }));
  const dataDir = join(closed, 'data');
  const first = await start(dataDir);
  const real = realpathSync(join(dataDir, 'postgres'));
  cleanups.unshift(() => rmSync(real, { recursive: true, force: true }));
  cleanups.unshift(() => rmSync(first.connection.host, { recursive: true, force: true }));
  expect(real.startsWith(closed)).toBe(false);
  await query(first.connection, 'create table kept as select 7 as value');
  await first.stop();
  const second = await start(dataDir);
  expect(await query(second.connection, 'select value from kept')).toBe(7);
});

test.runIf(asRoot)('runs a copy of the binaries when the project is closed to the server', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'tongyuan-test-'));
  cleanups.push(() => rmSync(closed, { recursive: true, force: true }));
  mkdirSync(join(closed, 'native', 'bin'), { recursive: true });
  writeFileSync(join(closed, 'native', 'bin', 'postgres'), '');
  writeFileSync(join(closed, 'package.json'), JSON.stringify({ version: 'test' }));
  const { postgres } = findBinaries({ uid: 65_534, gid: 65_534 }, closed);
  cleanups.push(() => rmSync(join(postgres, '..', '..', '..'), { recursive: true, force: true }));
  expect(postgres.startsWith(closed)).toBe(false);
  expect(existsSync(postgres)).toBe(true);
  chmodSync(closed, 0o755);
  expect(findBinaries({ uid: 65_534, gid: 65_534 }, closed).postgres).toBe(join(closed, 'native', 'bin', 'postgres'));
});
