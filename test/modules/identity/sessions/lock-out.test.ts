import { expect, test } from 'vitest';
import { afterWrongPassword, isLocked, noAttempts } from '../../../../src/modules/identity/sessions/lock-out.js';

const now = new Date('2026-03-02T01:00:00Z');
const end = new Date('2026-03-02T01:15:00Z');

test('the fifth wrong password locks for fifteen minutes', () => {
  let attempts = noAttempts;
  for (let count = 1; count <= 4; count += 1) {
    attempts = afterWrongPassword(attempts, now);
    expect(attempts).toEqual({ failedAttempts: count, lockedUntil: null });
  }
  expect(afterWrongPassword(attempts, now)).toEqual({ failedAttempts: 5, lockedUntil: end });
});

test.each([
  [null, now, false],
  [end, now, true],
  [end, new Date(end.getTime() - 1), true],
  [end, end, false],
])('locked until %o is, at %o, locked: %s', (lockedUntil, at, locked) => {
  expect(isLocked({ failedAttempts: 5, lockedUntil }, at)).toBe(locked);
});

test('after the lock the count starts again', () => {
  expect(afterWrongPassword({ failedAttempts: 5, lockedUntil: end }, end)).toEqual({
    failedAttempts: 1,
    lockedUntil: null,
  });
});
