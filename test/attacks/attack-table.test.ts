import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attackTable } from './attack-table.js';

const root = join(import.meta.dirname, '..', '..');

test('every class has its line', () => {
  expect(Object.keys(attackTable)).toEqual(Array.from({ length: 24 }, (_none, index) => `A${index + 1}`));
});

test.each(Object.entries(attackTable))('%s: the tests that are named exist, and hold tests', (_name, attack) => {
  expect(attack.tests.length).toBeGreaterThan(0);
  expect(attack.answer).toMatch(/^[A-Z].{20,}\.$/);
  for (const path of attack.tests)
    expect(readFileSync(join(root, path), 'utf8')).toMatch(/\b(test|it)(\.each|\.skipIf)?[(.]/);
});
