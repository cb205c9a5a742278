import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ReplicatedReads } from '../../src/platform/db/replicas/replicated-reads.js';
import { content, headOf, only, placed, withdrawn } from '../support/builders-publication.js';
import { missing } from '../support/debian-postgres.js';
import type { TestApp } from '../support/test-app.js';
import { counter, look, type Nodes, startNodes } from './nodes.js';
import { watchReaders } from './watch-readers.js';

const nodes = missing === null ? await startNodes() : null;

/** Publishes by one node, which has followed its own release when it says so. */
async function publish(node: TestApp, title: string): Promise<{ id: string; sequence: bigint }> {
  const id = only(await placed(node.db, [content({ title })]));
  await node.store.follower.catchUp();
  return { id, sequence: await headOf(node.db) };
}

async function withdraw(node: TestApp, id: string): Promise<void> {
  await withdrawn(node.db, id);
  await node.store.follower.catchUp();
}

async function backOn(node: TestApp): Promise<void> {
  await expect.poll(() => node.store.replicas?.inUse ?? null, { timeout: 20_000 }).not.toBeNull();
}

function both(): Nodes {
  if (nodes === null) throw new Error('Without servers there are no nodes.');
  return nodes;
}

describe.skipIf(missing !== null)(`Replicas${missing === null ? '' : ` (not here: ${missing})`}`, () => {
  describeReads();
  describeFaults();
});

function describeReads(): void {
  test('public reads ask a replica what they asked the primary, and nothing more', async () => {
    const { replica, one } = both();
    const onPrimary = counter(one.store.db);
    const inAll = counter(one.store.reads);
    const { id } = await publish(one, '一');
    await look(one, id);
    expect(one.store.replicas?.inUse).toBe(`${replica.folder}:5432/postgres`);
    expect(await inAll(() => look(one, id))).toBe(2);
    expect(await onPrimary(() => look(one, id))).toBe(0);
    const search = () => one.publicly('{ search(query: "一") { totalCount edges { node { id } } } }');
    expect((await search()).data).toEqual({ search: { totalCount: 1, edges: [{ node: { id } }] } });
    expect(await onPrimary(search)).toBe(0);
    expect(await onPrimary(() => one.publicly('{ disclosures { edges { node { id } } } }'))).toBe(0);
    expect(await onPrimary(() => look(one, id, { at: 1n }))).toBe(0);
  });

  test('each reads what it wrote: at once on its node, by atLeast on the other', async () => {
    const { one, other } = both();
    for (let round = 0; round < 50; round += 1) {
      const { id, sequence } = await publish(one, `第${round}号`);
      expect(await look(one, id)).toMatchObject({ title: `第${round}号`, sequence });
      expect(await look(other, id, { atLeast: sequence })).toMatchObject({ title: `第${round}号` });
    }
  });

  test('a replica that stands still is used as long as nothing changes, then the primary answers', async () => {
    const { replica, one, other } = both();
    const { id } = await publish(one, '前');
    await look(one, id);
    await backOn(one);
    await replica.ask('select pg_wal_replay_pause()');
    const before = (await look(one, id)).sequence;
    expect(one.store.replicas?.inUse).not.toBeNull();
    await withdraw(one, id);
    expect(await look(one, id)).toMatchObject({ title: null, buried: true });
    expect(one.store.replicas?.inUse).toBeNull();
    // What it was before it was withdrawn is on the replica still; nobody is shown it, at any sequence.
    expect(await look(one, id, { at: before })).toMatchObject({ title: null });
    expect(await look(other, id, { at: before, atLeast: before })).toMatchObject({ sequence: before });
    const next = await publish(one, '后');
    expect(await look(other, next.id, { atLeast: next.sequence })).toMatchObject({ title: '后' });
    await replica.ask('select pg_wal_replay_resume()');
    await backOn(one);
    expect(await look(one, id, { at: before })).toMatchObject({ title: null });
    expect(await look(one, next.id)).toMatchObject({ title: '后' });
  });

  test('a thousand reads among publishes and withdrawals, while the replica lags, dies and freezes: nothing goes back', async () => {
    const { replica, one, other } = both();
    const steps: Record<number, () => Promise<unknown>> = {
      20: () => replica.ask('select pg_wal_replay_pause()'),
      40: () => replica.ask('select pg_wal_replay_resume()'),
      60: () => replica.kill(),
      70: () => replica.start(),
      90: async () => replica.freeze(),
      100: async () => replica.thaw(),
    };
    await Promise.all([backOn(one), backOn(other)]);
    const watch = watchReaders([one, other], { each: 2 });
    try {
      for (let step = 0; step < 120; step += 1) {
        await steps[step]?.();
        const node = step % 2 === 0 ? one : other;
        // Every other change is made by somebody whom no node waits for.
        if (step > 5 && step % 3 === 2) await withdrawn(node.db, watch.standing());
        else watch.add(only(await placed(node.db, [content({ title: `文${step}` })])), await headOf(node.db));
        if (step % 4 < 2) await node.store.follower.catchUp();
        await watch.moreReads(8);
      }
      await Promise.all([backOn(one), backOn(other)]);
      await watch.moreReads(80);
    } finally {
      await watch.stop();
    }
    const { faults } = watch;
    expect(faults).toEqual([]);
    expect(watch.reads()).toBeGreaterThanOrEqual(1_000);
    expect(watch.gone()).toBeGreaterThan(20);
  }, 240_000);
}

function describeFaults(): void {
  const part = (ok: boolean) => expect.arrayContaining([{ name: 'replica', ok }]);

  test('what is no copy of the primary is never read from, and why is said once', async () => {
    const { primary, replica, one } = both();
    const alias = `${replica.folder}/alias`;
    symlinkSync(primary.folder, alias);
    const said: string[] = [];
    const reads = await ReplicatedReads.open(one.db, {
      replicas: [
        { ...primary.connection, host: alias },
        { ...replica.connection, database: 'template1' },
        { ...replica.connection, host: '/nowhere' },
      ],
      position: { sql: 'select 1', needed: () => 1n },
      onWarning: (message) => said.push(message),
      onNotice: (message) => said.push(message),
    });
    expect(await reads.sql('select pg_is_in_recovery() as standby')).toEqual([{ standby: false }]);
    await reads.close();
    expect(said.toSorted()).toEqual([
      expect.stringMatching(/^Replica \/nowhere:5432\/postgres is left out of reading: connect ENOENT /),
      `Replica ${alias}:5432/postgres is left out of reading: it is no replica: it takes writes of its own.`,
      `Replica ${replica.folder}:5432/template1 is left out of reading: it is another database, no copy of the primary.`,
    ]);
  });

  test('a killed replica is missed by nobody; started again, it answers again', async () => {
    const { replica, one } = both();
    const { id } = await publish(one, '断电');
    await backOn(one);
    await replica.kill();
    expect(await Promise.all(Array.from({ length: 20 }, () => look(one, id)))).toMatchObject(
      Array.from({ length: 20 }, () => ({ title: '断电' })),
    );
    expect(one.store.replicas?.inUse).toBeNull();
    expect((await one.server.inject('/readyz')).json()).toMatchObject({ status: 'ready', parts: part(false) });
    await replica.start();
    await backOn(one);
    expect((await one.server.inject('/readyz')).json()).toMatchObject({ status: 'ready', parts: part(true) });
    expect(await look(one, id)).toMatchObject({ title: '断电' });
  });

  test('reads on a replica that falls silent are asked of the primary', async () => {
    const { replica, one } = both();
    const { id } = await publish(one, '无声');
    await look(one, id);
    await backOn(one);
    replica.freeze();
    const answers = await Promise.all(Array.from({ length: 20 }, () => look(one, id)));
    replica.thaw();
    expect(answers).toMatchObject(Array.from({ length: 20 }, () => ({ title: '无声' })));
    await backOn(one);
  });

  test('while the primary is away, what is published stays readable', async () => {
    const { primary, one } = both();
    const { id } = await publish(one, '常在');
    await look(one, id);
    await backOn(one);
    await primary.kill();
    expect(await look(one, id)).toMatchObject({ title: '常在' });
    await primary.start();
    await expect.poll(() => publish(one, '又来').catch(() => null), { timeout: 20_000 }).not.toBeNull();
    expect(await look(one, id)).toMatchObject({ title: '常在' });
  });
}
