import { setTimeout as rest } from 'node:timers/promises';
import { systemClock } from '../../src/platform/clock/clock.js';
import type { Database } from '../../src/platform/db/database.js';
import { findPostmaster } from '../../src/platform/embedded/postmaster.js';
import { superuser } from '../../src/platform/embedded/server-env.js';
import { databaseName } from '../../src/platform/embedded/start-embedded.js';
import { randomIds } from '../../src/platform/ids/id-source.js';
import { openDatabase } from '../support/open-database.js';
import { isQuiet, judge, judgeReaders, readPublic, readStored, type Stored } from './history.js';
import type { PreparedStore } from './prepared-store.js';
import type { Publishers } from './publishers.js';
import type { RealProgram } from './real-program.js';
import type { Watcher } from './watcher.js';

export interface Judged {
  /** Every sentence is a broken promise. */
  readonly faults: readonly string[];
  readonly stored: Stored;
}

/** Judges the whole history from outside, with the program at work and nobody publishing any more. */
export async function judgeAll(parts: {
  readonly program: RealProgram;
  readonly store: PreparedStore;
  readonly publishers: Publishers;
  readonly watcher: Watcher;
}): Promise<Judged> {
  const { program, store, publishers, watcher } = parts;
  await watcher.catchUp();
  const db = await openDatabase(
    { ...(await findPostmaster(`${store.dataDir}/postgres`)), user: superuser, database: databaseName },
    { clock: systemClock, ids: randomIds },
  );
  try {
    const stored = await quietStore(db);
    const { acknowledged, unseen, left } = publishers;
    const faults = [
      ...publishers.faults,
      ...watcher.faults,
      ...judge({ stored, acknowledged, unseen, bundles: store.bundles, left }),
      ...judgeReaders({ stored, seen: watcher.seen, ...(await readPublic(program.url)) }),
    ];
    return { faults, stored };
  } finally {
    await db.close();
  }
}

/** What is stored once the worker has nothing left to do, or has not done it in time. */
async function quietStore(db: Database): Promise<Stored> {
  const began = performance.now();
  for (;;) {
    const stored = await readStored(db);
    if (isQuiet(stored) || performance.now() - began > 90_000) return stored;
    await rest(200);
  }
}
