import { expect, test } from 'vitest';
import { BatchedReads } from '../../../src/platform/db/batched-reads.js';

function gated() {
  const asked: (readonly string[])[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  let idles = 0;
  const reads = new BatchedReads<string>(
    async (keys) => {
      asked.push(keys);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `row of ${key}`]));
    },
    () => (idles += 1),
  );
  return { asked, gates, reads, idles: () => idles };
}

test('who comes first is read at once and alone; who comes meanwhile rides together, each key once', async () => {
  const { asked, gates, reads, idles } = gated();
  const found = Promise.all(['a', 'b', 'c', 'nobody', 'c', 'd'].map((key) => reads.find(key)));
  expect(asked).toEqual([['a'], ['b']]);
  gates[0]?.resolve();
  await expect.poll(() => asked.length).toBe(3);
  expect(asked[2]).toEqual(['c', 'nobody', 'd']);
  expect(idles()).toBe(0);
  for (const gate of gates) gate.resolve();
  expect(await found).toEqual(['row of a', 'row of b', 'row of c', null, 'row of c', 'row of d']);
  await expect.poll(idles).toBe(1);
});

test('a statement that fails fails those who rode on it, and nobody else', async () => {
  const { gates, reads } = gated();
  const [one, two, three] = [reads.find('a'), reads.find('b'), reads.find('c')];
  gates[0]?.reject(new Error('lost'));
  await expect(one).rejects.toThrow('lost');
  await expect.poll(() => gates.length).toBe(3);
  gates[1]?.resolve();
  gates[2]?.resolve();
  expect(await Promise.all([two, three])).toEqual(['row of b', 'row of c']);
});

test('no statement has more than sixty-four keys', async () => {
  const { asked, gates, reads } = gated();
  const found = Promise.all(Array.from({ length: 100 }, (_none, index) => reads.find(`${index}`)));
  for (let index = 0; index < 4; index += 1) {
    await expect.poll(() => gates.length).toBeGreaterThan(index);
    gates[index]?.resolve();
  }
  expect((await found).every((row) => row !== null)).toBe(true);
  expect(asked.map((keys) => keys.length)).toEqual([1, 1, 64, 34]);
});
