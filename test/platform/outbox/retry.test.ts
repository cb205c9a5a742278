import { expect, test } from 'vitest';
import { defaultRetries, delayAfter } from '../../../src/platform/outbox/retry.js';

test.each([
  [1, 0, 2_000],
  [1, 1, 1_000],
  [2, 0, 4_000],
  [5, 0.5, 24_000],
  [9, 0, 512_000],
  [10, 0, 900_000],
  [60, 0, 900_000],
])('after failure %i with spread %d it rests %i ms', (failures, spread, milliseconds) => {
  expect(delayAfter(failures, defaultRetries, spread)).toBe(milliseconds);
});
