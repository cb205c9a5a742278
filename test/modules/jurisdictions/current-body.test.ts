import { expect, test } from 'vitest';
import { currentBody } from '../../../src/modules/jurisdictions/current-body.js';
import { type Body, Directory, type Succession } from '../../../src/modules/jurisdictions/directory.js';
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

/** A street with its office and a district government; `lost` ended with nobody to take over. */
function fallen(offices: readonly Body[], successions: readonly Succession[] = []): Directory {
  const lost = bodyOf('lost', { validTo: '2025-12-31' });
  const upper = bodyOf('upper', { kind: 'GOVERNMENT', divisionCode: 'district' });
  return new Directory(chain, [lost, bodyOf('other'), bodyOf('next'), upper, ...offices], successions);
}

const office = (facts: Partial<Body> = {}) => bodyOf('office', { kind: 'SUBDISTRICT_OFFICE', ...facts });
const handed = (predecessorId: string, successorId: string, effectiveOn: string, functions: string[] | null = null) => {
  return { predecessorId, successorId, functions, effectiveOn };
};

test.each<[string, Directory, string, string]>([
  ['its last day is still its own', fallen([office()]), '2025-12-31', 'lost'],
  ['its functions fall to the office of its division', fallen([office()]), '2026-01-01', 'office'],
  ['or to the government above', fallen([office({ validTo: '2025-12-31' })]), '2026-01-01', 'upper'],
  [
    'or to whoever carries that on',
    fallen([office({ validTo: '2026-02-28' })], [handed('office', 'other', '2026-03-01')]),
    '2026-03-01',
    'other',
  ],
  [
    'what it handed over while it stood is not the rest of it',
    fallen([office()], [handed('lost', 'other', '2025-06-01', ['ALPHA'])]),
    '2026-01-01',
    'office',
  ],
  ['until its heir begins', fallen([office()], [handed('lost', 'other', '2026-02-01')]), '2026-01-31', 'office'],
  ['and from then on the heir', fallen([office()], [handed('lost', 'other', '2026-02-01')]), '2026-02-01', 'other'],
])('without an heir: %s', (_, country, date, answer) => {
  expect(currentBody(country, 'lost', date).id).toBe(answer);
  expect(currentBody(country.asOf(date), 'lost').id).toBe(answer);
});

test('an id of nobody is a fault of the caller', () => {
  expect(() => currentBody(directory, 'nobody')).toThrow('No body has the id nobody.');
});
