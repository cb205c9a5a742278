import { expect, test } from 'vitest';
import { CallerTurns } from '../../../src/platform/turns/caller-turns.js';

/** What has begun, in order, and what gives the place of each back. */
function watched(atOnce: number) {
  const turns = new CallerTurns(atOnce);
  const begun = new Map<string, () => void>();
  const take = (caller: string, name: string) => turns.take(caller, (giveBack) => begun.set(name, giveBack));
  return { begun, take };
}

test('a caller does so much at once, in the order it came; another does not wait for it', () => {
  const { begun, take } = watched(2);
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) take(name.slice(0, 1), name);
  expect([...begun.keys()]).toEqual(['a1', 'a2', 'b1']);
  begun.get('a1')?.();
  begun.get('a1')?.();
  expect([...begun.keys()], 'a place is given back once').toEqual(['a1', 'a2', 'b1', 'a3']);
  begun.get('a2')?.();
  expect([...begun.keys()]).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
});

test('whoever leaves the line takes no place with him', () => {
  const { begun, take } = watched(1);
  const leaveFirst = take('a', 'first');
  const leave = take('a', 'gone');
  take('a', 'next');
  leave();
  leave();
  leaveFirst();
  expect([...begun.keys()], 'nobody who has begun leaves a line').toEqual(['first']);
  begun.get('first')?.();
  expect([...begun.keys()]).toEqual(['first', 'next']);
  begun.get('next')?.();
  take('a', 'later');
  expect(begun.has('later')).toBe(true);
});
