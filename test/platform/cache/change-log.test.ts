import { expect, test } from 'vitest';
import { ChangeLog } from '../../../src/platform/cache/change-log.js';

test('what was read is current until one of the things it was made from changes', () => {
  const log = new ChangeLog(10n);
  log.note(['a', 'b'], 12n);
  expect(log.isCurrent(['c'], 10n)).toBe(true);
  expect(log.isCurrent(['a', 'c'], 11n)).toBe(false);
  expect(log.isCurrent(['a', 'c'], 12n)).toBe(true);
  log.note(['c'], 13n);
  expect(log.isCurrent(['a', 'c'], 12n)).toBe(false);
  expect(log.isCurrent([], 11n)).toBe(true);
});

test('what was read before the log began, or before everything changed, is not known to be current', () => {
  const log = new ChangeLog(10n);
  expect(log.isCurrent([], 9n)).toBe(false);
  log.noteEverything(20n);
  expect(log.isCurrent(['a'], 19n)).toBe(false);
  expect(log.isCurrent(['a'], 20n)).toBe(true);
});

test('a log that must forget takes for changed what it forgot', () => {
  const log = new ChangeLog(0n, 2);
  log.note(['a'], 1n);
  log.note(['b'], 2n);
  log.note(['c'], 3n);
  expect(log.isCurrent(['a'], 0n)).toBe(false);
  expect(log.isCurrent(['z'], 0n)).toBe(false);
  expect(log.isCurrent(['z'], 1n)).toBe(true);
  expect(log.isCurrent(['b'], 1n)).toBe(false);
  log.note(['d'], 4n);
  expect(log.isCurrent(['z'], 1n)).toBe(false);
});
