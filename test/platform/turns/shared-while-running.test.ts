import { expect, test } from 'vitest';
import { sharedWhileRunning } from '../../../src/platform/turns/shared-while-running.js';

test('whoever asks while it runs gets the same answer; afterwards it runs anew, also after a failure', async () => {
  let runs = 0;
  const shared = sharedWhileRunning(async () => {
    runs += 1;
    await Promise.resolve();
    if (runs === 2) throw new Error('the second run');
    return runs;
  });
  expect(await Promise.all([shared(), shared(), shared()])).toEqual([1, 1, 1]);
  await expect(Promise.all([shared(), shared()])).rejects.toThrow('the second run');
  expect(await shared()).toBe(3);
});
