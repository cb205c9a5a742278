import { expect, test } from 'vitest';
import { asksForHelp, findCommand, isForConsole, overview, usages } from '../../../src/app/console/usage.js';

test.each([
  [['doctor'], true],
  [['user'], true],
  [['key', 'paint'], true],
  [['--help'], true],
  [['-h'], true],
  [['help'], true],
  [[], false],
  [['serve'], false],
  [['paint'], false],
  [['toString'], false],
])('%o is for the console: %s', (args, expected) => {
  expect(isForConsole(args)).toBe(expected);
});

test('a command is found by its words, whole', () => {
  expect(findCommand(['user', 'add', '--login', 'x'])).toEqual({ name: 'user add', rest: ['--login', 'x'] });
  expect(findCommand(['doctor', '--json'])).toEqual({ name: 'doctor', rest: ['--json'] });
  expect([findCommand(['user']), findCommand(['user', 'addition']), findCommand(['add'])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('help is asked for anywhere in the line', () => {
  expect([['--login', 'x', '--help'], ['-h'], ['help']].map(asksForHelp)).toEqual([true, true, false]);
});

test('the overview is of a group or of everything', () => {
  expect(overview('user')).toBe(`${usages['user add']}\n\n${usages['user disable']}\n`);
  expect(overview().match(/^\S+ tongyuan|^tongyuan [a-z]+( [a-z]+)?|^角色 roles: .*/gm)).toEqual([
    '角色 roles: tongyuan [serve | api | worker | migrate | seed]',
    ...Object.keys(usages).map((name) => `tongyuan ${name}`),
  ]);
});
