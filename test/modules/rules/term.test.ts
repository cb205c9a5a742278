import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparable,
  isShorterOrEqual,
  shortest,
  type Term,
  termTriggers,
  termUnits,
} from '../../../src/modules/rules/term.js';

const twenty: Term = { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' };
const ten: Term = { kind: 'COMMITTED', trigger: 'FORMED', amount: 10, unit: 'WORKING_DAY' };

describe('comparable', () => {
  it.each<[string, Partial<Term>, boolean]>([
    ['the same trigger and unit', {}, true],
    ['another trigger', { trigger: 'CHANGED' }, false],
    ['another unit', { unit: 'DAY' }, false],
    ['no amount', { amount: null, unit: null }, false],
    ['a period on one side', { period: 'QUARTER' }, false],
    ['another kind', { kind: 'OTHER_LAW' }, true],
  ])('%s', (_, change, expected) => {
    expect(comparable(twenty, { ...ten, ...change })).toBe(expected);
    expect(comparable({ ...ten, ...change }, twenty)).toBe(expected);
  });

  it('compares within the same period only', () => {
    const quarter: Term = { kind: 'PERIODIC', trigger: 'DATE', amount: 15, unit: 'WORKING_DAY', period: 'QUARTER' };
    expect(comparable(quarter, { ...quarter, amount: 10 })).toBe(true);
    expect(comparable(quarter, { ...quarter, period: 'YEAR' })).toBe(false);
  });
});

describe('isShorterOrEqual', () => {
  it('orders comparable terms and says no of others', () => {
    expect(isShorterOrEqual(ten, twenty)).toBe(true);
    expect(isShorterOrEqual(twenty, twenty)).toBe(true);
    expect(isShorterOrEqual(twenty, ten)).toBe(false);
    expect(isShorterOrEqual({ ...ten, unit: 'DAY' }, twenty)).toBe(false);
  });
});

describe('shortest', () => {
  it('does not depend on the order, and keeps the first of equals', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...termTriggers), fc.constantFrom(...termUnits), (list, trigger, unit) => {
        const terms = list.map((amount): Term => ({ kind: 'COMMITTED', trigger, amount, unit }));
        const [first = ten, ...rest] = terms;
        const [last = ten, ...before] = terms.toReversed();
        expect(shortest(first, ...rest).amount).toBe(Math.min(...list));
        expect(shortest(last, ...before).amount).toBe(Math.min(...list));
      }),
    );
    const other: Term = { ...ten, kind: 'OTHER_LAW' };
    expect(shortest(ten, other)).toBe(ten);
    expect(shortest(other, ten)).toBe(other);
  });
});
