import { expect, test } from 'vitest';
import { currentBody } from '../../../src/modules/jurisdictions/current-body.js';
import { Directory } from '../../../src/modules/jurisdictions/directory.js';
import { bodyOf, chain } from './directories.js';

const directory = new Directory(
  chain,
  [
    bodyOf('a', { validFrom: '2021-06-01', validTo: '2023-12-31' }),
    bodyOf('b', { validTo: '2025-12-31' }),
    bodyOf('c'),
    bodyOf('split', { validTo: '2025-12-31' }),
    bodyOf('childless', { validTo: '2025-12-31' }),
  ],
  [
    { predecessorId: 'a', successorId: 'b', functions: null, effectiveOn: '2024-01-01' },
    { predecessorId: 'b', successorId: 'c', functions: null, effectiveOn: '2026-01-01' },
    { predecessorId: 'split', successorId: 'b', functions: ['ALPHA'], effectiveOn: '2026-01-01' },
    { predecessorId: 'split', successorId: 'c', functions: null, effectiveOn: '2026-01-01' },
  ],
);

test.each([
  ['a', '2020-01-01', 'a'],
  ['a', '2023-12-31', 'a'],
  ['a', '2024-01-01', 'b'],
  ['a', '2025-12-31', 'b'],
  ['a', '2026-01-01', 'c'],
  ['a', undefined, 'c'],
  ['c', undefined, 'c'],
  ['split', '2026-01-01', 'c'],
  ['childless', '2026-01-01', 'childless'],
])('%s on %s is %s', (id, date, answer) => {
  expect(currentBody(directory, id, date).id).toBe(answer);
});

test('an id of nobody is a fault of the caller', () => {
  expect(() => currentBody(directory, 'nobody')).toThrow('No body has the id nobody.');
});
