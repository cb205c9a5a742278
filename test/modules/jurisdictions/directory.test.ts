import { expect, test } from 'vitest';
import { Directory, isValidOn } from '../../../src/modules/jurisdictions/directory.js';
import { bodyOf, chain } from './directories.js';

const office = bodyOf('office', { kind: 'SUBDISTRICT_OFFICE', validFrom: '2021-06-01', validTo: '2026-03-31' });
const next = bodyOf('next', { kind: 'SUBDISTRICT_OFFICE', validFrom: '2026-04-01' });
const directory = new Directory(chain, [office, next]);

test('the tree answers in both directions', () => {
  const codes = (divisions: readonly { code: string }[]): string[] => divisions.map(({ code }) => code);
  expect(codes(directory.ancestors('street'))).toEqual(['district', 'city']);
  expect(codes(directory.chain('street'))).toEqual(['city', 'district', 'street']);
  expect(codes(directory.children('city'))).toEqual(['district']);
  expect(codes(directory.subtree('city'))).toEqual(['city', 'district', 'street']);
  expect(directory.scopesOf('street')).toEqual(['street', 'district', 'city']);
  expect([directory.isWithin('street', 'city'), directory.isWithin('city', 'street')]).toEqual([true, false]);
  expect([directory.ancestors('nowhere'), directory.chain('nowhere'), directory.subtree('nowhere')]).toEqual([
    [],
    [],
    [],
  ]);
});

test('both days of a validity count', () => {
  expect(['2021-05-31', '2021-06-01', '2026-03-31', '2026-04-01'].map((date) => isValidOn(office, date))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([isValidOn(office, undefined), isValidOn(next, undefined)]).toEqual([false, true]);
});

test('the government of a division is the one that stands on the date', () => {
  expect(directory.government('street', '2026-03-31')?.slug).toBe('office');
  expect(directory.government('street', '2026-04-01')?.slug).toBe('next');
  expect(directory.government('street')?.slug).toBe('next');
  expect(directory.government('district')).toBeUndefined();
});
