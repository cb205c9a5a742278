import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTempDir } from '../platform/embedded/program.js';
import { ask } from './ask.js';
import { judgeAll } from './judge-all.js';
import { type PreparedStore, prepareStore } from './prepared-store.js';
import { Publishers } from './publishers.js';
import { buildProgram, RealProgram } from './real-program.js';
import { Watcher } from './watcher.js';

const mount = openTempDir();
const mounted = mountSmallDisk();

/** Only root may mount, and only Linux has a file system in memory. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=755', 'tmpfs', mount], { stdio: 'pipe' });
    return true;
  } catch {
    rmSync(mount, { recursive: true });
    return false;
  }
}

describe.skipIf(!mounted)('a full disk (skipped where a small one cannot be mounted: that needs root on Linux)', () => {
  const ballast = join(mount, 'ballast');
  let store: PreparedStore;
  let program: RealProgram;
  let publishers: Publishers;
  let watcher: Watcher;

  beforeAll(async () => {
    await buildProgram();
    store = await prepareStore({ bundles: 2_000, dataDir: join(mount, 'data') });
    program = await RealProgram.start(store.dataDir);
    publishers = new Publishers(program.url, store.bundles);
    watcher = new Watcher(program.url);
  }, 180_000);
  afterAll(async () => {
    await watcher.stop();
    await program.stop();
    execFileSync('umount', ['-l', mount]);
    rmSync(mount, { recursive: true });
  }, 60_000);

  const acknowledged = (): number => publishers.acknowledged.length;
  const refusals = (): number => publishers.failures.get('503 UNAVAILABLE') ?? 0;
  const count = () => ask({ url: `${program.url}/graphql`, query: '{ disclosures { totalCount } }' });

  test('refuses writes, keeps reads, and goes on by itself when there is room', { timeout: 120_000 }, async () => {
    const { app } = program;
    const postmaster = program.postmaster();
    watcher.start();
    publishers.start(4);
    await expect.poll(acknowledged, { timeout: 30_000 }).toBeGreaterThan(3);
    fill();
    await expect.poll(refusals, { timeout: 30_000 }).toBeGreaterThan(20);
    const before = acknowledged();
    const read = await count();
    expect([read.status, read.code]).toEqual([200, null]);
    await expect.poll(refusals, { timeout: 30_000 }).toBeGreaterThan(40);
    expect(acknowledged()).toBe(before);
    rmSync(ballast);
    await expect.poll(acknowledged, { timeout: 5_000 }).toBeGreaterThan(before);
    await publishers.stop();
    expect([...publishers.failures.keys()]).toEqual(['503 UNAVAILABLE']);
    expect([program.app, program.postmaster()]).toEqual([app, postmaster]);
    expect((await judgeAll({ program, store, publishers, watcher })).faults).toEqual([]);
  });

  /** To the last page. */
  function fill(): void {
    const file = openSync(ballast, 'w');
    for (const size of [1_048_576, 4_096]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch {
        // Full, for pieces of this size.
      }
    }
    closeSync(file);
  }
});
