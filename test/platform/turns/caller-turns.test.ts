import { expect, test } from 'vitest';
import { CallerTurns } from '../../../src/platform/turns/caller-turns.js';

const staying = new AbortController().signal;

/** What has happened by the time that everything that can go on has gone on. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('a caller does so much at once, in the order it came; another does not wait for it', async () => {
  const turns = new CallerTurns(2);
  const begun: string[] = [];
  const take = async (caller: string, name: string) => {
    const giveBack = await turns.take(caller, staying);
    begun.push(name);
    return giveBack;
  };
  const first = take('a', 'a1');
  const all = [first, take('a', 'a2'), take('a', 'a3'), take('a', 'a4'), take('b', 'b1')];
  await settled();
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  const giveBack = await first;
  giveBack();
  giveBack();
  await settled();
  expect(begun, 'a place is given back once').toEqual(['a1', 'a2', 'b1', 'a3']);
  (await all[1])?.();
  await settled();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
});

test('whoever leaves the line takes no place with him', async () => {
  const turns = new CallerTurns(1);
  const giveBack = await turns.take('a', staying);
  const leaving = new AbortController();
  const gone = turns.take('a', leaving.signal);
  const next = turns.take('a', staying);
  leaving.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  giveBack();
  await expect(next).resolves.toBeTypeOf('function');
});
