import { setTimeout as rest } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Endpoint } from '../../src/platform/embedded/pid-file.js';
import { connectTo, findPostmaster } from '../../src/platform/embedded/postmaster.js';
import { databaseName } from '../../src/platform/embedded/start-embedded.js';
import { ask } from './ask.js';
import type { RealProgram } from './real-program.js';

/** In milliseconds. */
export interface Recovery {
  /** From the kill to the first answer of the next server. */
  readonly down: number;
  /** From there to the first acknowledged release. */
  readonly answered: number;
  /** From there until every connection of the pool was seen at work at once. */
  readonly slots: number;
}

/** The pool of one process, without those that listen for the follower and for the worker. */
const slotsAtWork = 10 - 2;
const patience = 15_000;

/** Kills the server at once and waits until the program is whole again. `release` resolves with the moment of one. */
export async function killPostgres(program: RealProgram, release: () => Promise<number>): Promise<Recovery> {
  const endpoint = await findPostmaster(`${program.dataDir}/postgres`);
  if (endpoint === undefined) throw new Error('The database does not answer before it is killed.');
  const pid = program.postmaster();
  const killed = performance.now();
  process.kill(pid, 'SIGKILL');
  const own = await connectToNext(endpoint, program, pid);
  const ready = performance.now();
  try {
    const answered = (await release()) - ready;
    const slots = (await useAllSlots(program, own)) - ready;
    return { down: Math.round(ready - killed), answered: Math.round(answered), slots: Math.round(slots) };
  } finally {
    await own.end();
  }
}

async function connectToNext(endpoint: Endpoint, program: RealProgram, killed: number): Promise<Client> {
  const began = performance.now();
  while (performance.now() - began < patience) {
    try {
      const own = await connectTo(endpoint, databaseName);
      await own.query('select 1');
      if (program.postmaster() !== killed) return own;
      await own.end();
    } catch {
      // Not yet.
    }
    await rest(10);
  }
  throw new Error(`PostgreSQL did not come back:\n${program.log}`);
}

/** Holds a table until as many connections wait for it as the pool has, then lets go. Returns when that was seen. */
async function useAllSlots(program: RealProgram, own: Client): Promise<number> {
  const began = performance.now();
  await own.query('begin');
  await own.query('lock table disclosure_version in access exclusive mode');
  const questions = Array.from({ length: 2 * slotsAtWork }, (_, index) =>
    // Each is another question, so that no answer serves two.
    ask({
      url: `${program.url}/graphql`,
      query: `{ disclosures(where: { updatedFrom: "2020-01-01T00:00:${String(index).padStart(2, '0')}+08:00" }) { totalCount } }`,
    }),
  );
  let waiting = 0;
  while (waiting < slotsAtWork) {
    if (performance.now() - began > patience) throw new Error(`Only ${waiting} slots of the pool are left.`);
    // A publisher may wait for another one that waits for the table.
    const { rows } = await own.query<{ waiting: number }>(
      'select count(distinct pid)::int as waiting from pg_locks where not granted',
    );
    waiting = rows[0]?.waiting ?? 0;
    await rest(5);
  }
  const seen = performance.now();
  await own.query('rollback');
  const codes = (await Promise.all(questions)).map(({ code }) => code).filter((code) => code !== null);
  if (codes.length > 0) throw new Error(`Questions after the return of PostgreSQL failed: ${codes.join(', ')}`);
  return seen;
}
