import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, vi } from 'vitest';
import { z } from 'zod';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Database } from '../../src/platform/db/database.js';
import type { Sql } from '../../src/platform/db/sql.js';
import { seededIds } from '../../src/platform/ids/id-source.js';
import { settleCatalogue } from '../support/builders-content.js';
import { DebianPostgres } from '../support/debian-postgres.js';
import { openDatabase } from '../support/open-database.js';
import { secondNode, type TestApp } from '../support/test-app.js';

/** A primary, a server that follows it, and two processes of the product over both. */
export interface Nodes {
  readonly primary: DebianPostgres;
  readonly replica: DebianPostgres;
  readonly one: TestApp;
  readonly other: TestApp;
}

export async function startNodes(): Promise<Nodes> {
  const primary = await DebianPostgres.create();
  const followers: DebianPostgres[] = [];
  const pools: Database[] = [];
  // Hooks run backwards: those of the nodes, which are registered later, come first.
  afterAll(async () => {
    for (const db of pools) await db.close();
    for (const server of [...followers, primary]) await server.remove();
  });
  const first = await openDatabase(primary.connection);
  await first.migrate();
  await settleCatalogue(first);
  await first.close();
  const replica = await primary.createReplica();
  followers.push(replica);
  const open = async (seed: string): Promise<TestApp> => {
    const clock = new ManualClock('2026-03-02T01:00:00Z');
    const db = await openDatabase(primary.connection, { clock, ids: seededIds(seed), poolSize: 8 });
    pools.push(db);
    const settings = {
      DATABASE_URL: `${primary.url()},${replica.url()}`,
      RATE_LIMIT_PUBLIC: '0',
      RESPONSE_CACHE_MB: '0',
    };
    return secondNode({ db, clock }, settings);
  };
  return { primary, replica, one: await open('one'), other: await open('other') };
}

const shown = z.object({
  disclosure: z.object({ title: z.string() }).nullable(),
  tombstone: z.object({ sequence: z.string() }).nullable(),
});

/** What a reader sees of one disclosure. */
export interface Sight {
  readonly title: string | null;
  readonly buried: boolean;
  readonly sequence: bigint;
}

export async function look(
  node: TestApp,
  id: string,
  token: Readonly<{ at?: bigint; atLeast?: bigint }> = {},
): Promise<Sight> {
  const answer = await node.publicly({
    query: 'query ($id: ID!) { disclosure(id: $id) { title } tombstone(id: $id) { sequence } }',
    variables: { id },
    extensions: { tongyuan: { at: token.at?.toString(), atLeast: token.atLeast?.toString() } },
  });
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  const { disclosure, tombstone } = shown.parse(answer.data);
  const sequence = BigInt(answer.extensions?.tongyuan.sequence ?? '-1');
  return { title: disclosure?.title ?? null, buried: tombstone !== null, sequence };
}

/** Counts what one piece of work asks of a database, in its own asynchronous context. */
export function counter(db: Sql): (work: () => Promise<unknown>) => Promise<number> {
  const counted = new AsyncLocalStorage<string[]>();
  const run = db.sql.bind(db);
  vi.spyOn(db, 'sql').mockImplementation((text, params) => {
    counted.getStore()?.push(text);
    return run(text, params);
  });
  return async (work) => {
    const texts: string[] = [];
    await counted.run(texts, work);
    return texts.length;
  };
}
