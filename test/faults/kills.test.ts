import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { judgeAll } from './judge-all.js';
import { killPostgres, type Recovery } from './kill-postgres.js';
import { type PreparedStore, prepareStore } from './prepared-store.js';
import { Publishers } from './publishers.js';
import { percentile, seededRandom } from './random.js';
import { buildProgram, RealProgram, type Victim } from './real-program.js';
import { Watcher } from './watcher.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** How often each of the two is killed. */
    kills: number;
  }
}

const kills = inject('kills');
const long = kills > 10;
const publishersAtWork = 6;
const random = seededRandom(20_261_122);
const victims: readonly Victim[] = ['app', 'owner', 'both'];

let store: PreparedStore;
let program: RealProgram;
let publishers: Publishers;
let watcher: Watcher;

beforeAll(async () => {
  await buildProgram();
  store = await prepareStore({ bundles: 400 * (kills + 5) });
  program = await RealProgram.start(store.dataDir);
  publishers = new Publishers(program.url, store.bundles);
  watcher = new Watcher(program.url);
}, 180_000);

afterAll(async () => {
  await watcher?.stop();
  await program?.stop();
  store?.remove();
}, 60_000);

test('kill -9 of the app and its launcher in the middle of publishes', {
  timeout: 60_000 + kills * 15_000,
}, async () => {
  const back: number[] = [];
  publishers.start(publishersAtWork);
  watcher.start();
  for (let kill = 1; kill <= kills; kill += 1) {
    await rest(300 + random() * 1_200);
    const victim = victims[Math.floor(random() * victims.length)] ?? 'app';
    const { starts } = program;
    const before = publishers.acknowledged.length;
    const began = performance.now();
    await program.kill(victim);
    await program.readyAfter(starts);
    await nextRelease(publishers);
    back.push(performance.now() - began);
    tell(
      `app ${kill}/${kills}: ${victim} killed after ${before} acknowledged, back in ${Math.round(back.at(-1) ?? 0)} ms`,
    );
  }
  await publishers.stop();
  tell(`the app was back in p50 ${Math.round(percentile(back, 0.5))} ms, max ${Math.round(Math.max(...back))} ms`);
  expect(await brokenPromises()).toEqual([]);
});

test('kill -9 of PostgreSQL in the middle of publishes', { timeout: 60_000 + kills * 15_000 }, async () => {
  const recoveries: Recovery[] = [];
  const { app } = program;
  publishers.start(publishersAtWork);
  watcher.start();
  await nextRelease(publishers);
  for (let kill = 1; kill <= kills; kill += 1) {
    await rest(100 + random() * 400);
    const before = publishers.acknowledged.length;
    const recovery = await killPostgres(program, () => nextRelease(publishers));
    recoveries.push(recovery);
    const { down, answered, slots } = recovery;
    tell(
      `postgres ${kill}/${kills}: killed after ${before} acknowledged, down ${down} ms, released again ${answered} ms and all slots used ${slots} ms after it was ready`,
    );
  }
  await publishers.stop();
  const answered = recoveries.map((recovery) => recovery.answered);
  const slots = recoveries.map((recovery) => recovery.slots);
  tell(
    `the same process answered p50 ${percentile(answered, 0.5)} ms, max ${Math.max(...answered)} ms after PostgreSQL was back; all pool slots p50 ${percentile(slots, 0.5)} ms, max ${Math.max(...slots)} ms`,
  );
  expect(await brokenPromises()).toEqual([]);
  expect(program.app).toBe(app);
  expect(Math.max(...answered)).toBeLessThan(2_000);
  expect(Math.max(...slots)).toBeLessThan(2_000);
});

/** Resolves with the first release that was acknowledged after this call. */
async function nextRelease(all: Publishers, patience = 30_000): Promise<number> {
  const began = performance.now();
  const before = all.acknowledged.length;
  while (performance.now() - began < patience) {
    const next = all.acknowledged[before];
    if (next !== undefined) return next.at;
    await rest(5);
  }
  throw new Error(`Nothing was released within ${patience} ms: ${JSON.stringify([...all.failures])}\n${program.log}`);
}

/** Every sentence is a broken promise. */
async function brokenPromises(): Promise<readonly string[]> {
  const { faults, stored } = await judgeAll({ program, store, publishers, watcher });
  const { acknowledged, unseen, failures } = publishers;
  tell(
    `${acknowledged.length} acknowledged, ${unseen.length} released without an answer, ${stored.disclosures} disclosures, ${stored.head} sequences; ${JSON.stringify(Object.fromEntries(failures))}`,
  );
  return faults;
}

function tell(line: string): void {
  if (long) process.stdout.write(`${line}\n`);
}
