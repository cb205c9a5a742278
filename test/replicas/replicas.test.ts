import { describe, expect, test } from 'vitest';
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

const backOn = (node: TestApp) =>
  expect.poll(() => node.store.replicas?.inUse ?? null, { timeout: 20_000 }).not.toBeNull();

if (nodes === null) {
  describe.skip(`Replicas (not here: ${missing})`, () => {
    test('are tried', () => undefined);
  });
} else {
  describe('Replicas', () => {
    describeReads(nodes);
    describeFaults(nodes);
  });
}

function describeReads({ primary, replica, one, other }: Nodes): void {
  test('public reads ask a replica what they asked the primary, and nothing more', async () => {
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
    for (let round = 0; round < 50; round += 1) {
      const { id, sequence } = await publish(one, `第${round}号`);
      expect(await look(one, id)).toMatchObject({ title: `第${round}号`, sequence });
      expect(await look(other, id, { atLeast: sequence })).toMatchObject({ title: `第${round}号` });
    }
  });

  test('a replica that stands still is used as long as nothing changes, then the primary answers', async () => {
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
    const steps: Record<number, () => Promise<unknown>> = {
      60: () => replica.ask('select pg_wal_replay_pause()'),
      90: () => replica.ask('select pg_wal_replay_resume()'),
      130: () => replica.kill(),
      150: () => replica.start(),
      190: async () => replica.freeze(),
      210: async () => replica.thaw(),
    };
    await Promise.all([backOn(one), backOn(other)]);
    const watch = watchReaders([one, other], { each: 3 });
    for (let step = 0; step < 250; step += 1) {
      await steps[step]?.();
      const node = step % 2 === 0 ? one : other;
      // Every other change is made by somebody whom no node waits for.
      if (step % 3 === 2) await withdrawn(node.db, watch.standing());
      else watch.add(only(await placed(node.db, [content({ title: `文${step}` })])), await headOf(node.db));
      if (step % 4 < 2) await node.store.follower.catchUp();
      await watch.moreReads(4);
    }
    await Promise.all([backOn(one), backOn(other)]);
    await watch.moreReads(60);
    const { faults, reads, gone } = await watch.stop();
    expect(faults).toEqual([]);
    expect(reads).toBeGreaterThanOrEqual(1_000);
    expect(gone).toBeGreaterThan(50);
    expect(await primary.ask('select count(*)::int as n from tombstone')).toEqual([{ n: expect.any(Number) }]);
  });
}

function describeFaults({ primary, replica, one }: Nodes): void {
  test('a killed replica is missed by nobody; started again, it answers again', async () => {
    const { id } = await publish(one, '断电');
    await backOn(one);
    await replica.kill();
    expect(await Promise.all(Array.from({ length: 20 }, () => look(one, id)))).toMatchObject(
      Array.from({ length: 20 }, () => ({ title: '断电' })),
    );
    expect(one.store.replicas?.inUse).toBeNull();
    await replica.start();
    await backOn(one);
    expect(await look(one, id)).toMatchObject({ title: '断电' });
  });

  test('reads on a replica that falls silent are asked of the primary', async () => {
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
