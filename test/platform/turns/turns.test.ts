import { expect, test } from 'vitest';
import { Turns } from '../../../src/platform/turns/turns.js';

test('no more at once than there are places, in the order they came, also after a failure', async () => {
  const turns = new Turns(2);
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const work = async (number: number): Promise<void> => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running -= 1;
    if (number === 1) throw new Error('one fails');
    done.push(number);
  };
  const all = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => turns.take(() => work(number))));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect({ most, running, done }).toEqual({ most: 2, running: 0, done: [0, 2, 3, 4] });
});
