import { describe, expect, it } from 'vitest';
import type { FactOf } from '../../../../src/modules/catalogue/catalogue-fact.js';
import type { FactOrigin } from '../../../../src/modules/catalogue/effective-item.js';
import { mergeDeadline } from '../../../../src/modules/catalogue/resolution/merge-deadline.js';
import type { Term } from '../../../../src/modules/rules/term.js';

const chain = ['CITY', 'DISTRICT', 'STREET'] as const;

function fact(value: Term | null, depth: number): FactOf<'deadline'> {
  const subject = { id: `f${depth}`, itemCode: 'L', divisionCode: chain[depth] ?? 'CITY', field: 'deadline' } as const;
  const why = { reason: null, basis: null, rule: null, at: new Date(0), since: 1n };
  return { ...subject, slot: 'VALUE', state: depth === 0 ? 'DEFINED' : 'OVERRIDE', value, ...why };
}

function originOf(one: Pick<FactOf<'deadline'>, 'divisionCode' | 'state'>): FactOrigin {
  const level = chain.find((known) => known === one.divisionCode) ?? 'CITY';
  const why = { reason: null, basis: null, rule: null, at: new Date(0), since: 1n };
  return { divisionCode: one.divisionCode, level, state: one.state, ...why };
}

/** What the street sees of the terms said at city, district and street: `text@level`, the first counts. */
function merged(...terms: readonly (Term | null)[]): readonly string[] {
  const { deadline, facts } = mergeDeadline(
    terms.map((term, depth) => fact(term, depth)),
    originOf,
  );
  expect(facts).toHaveLength(terms.length);
  if (deadline === null) return [];
  return [deadline, ...deadline.others].map((one) => `${one.amount ?? one.kind} ${one.unit ?? ''}@${one.origin.level}`);
}

const wd = (amount: number, trigger: Term['trigger'] = 'FORMED'): Term => ({
  kind: 'COMMITTED',
  trigger,
  amount,
  unit: 'WORKING_DAY',
});
const hours = (amount: number): Term => ({ kind: 'COMMITTED', trigger: 'OCCURRED', amount, unit: 'HOUR' });
const sameTime: Term = { kind: 'SAME_TIME', trigger: 'PUBLISHED', amount: null, unit: null };

describe('mergeDeadline', () => {
  it.each<[string, readonly (Term | null)[], readonly string[]]>([
    ['one term', [wd(20)], ['20 WORKING_DAY@CITY']],
    ['a shorter one below', [wd(20), wd(10)], ['10 WORKING_DAY@DISTRICT', '20 WORKING_DAY@CITY']],
    ['a looser one below, overtaken by the city', [wd(8), wd(10)], ['8 WORKING_DAY@CITY', '10 WORKING_DAY@DISTRICT']],
    ['equal ones: the upper counts', [wd(10), wd(10)], ['10 WORKING_DAY@CITY', '10 WORKING_DAY@DISTRICT']],
    [
      'the shortest of three levels',
      [wd(20), wd(5), wd(9)],
      ['5 WORKING_DAY@DISTRICT', '20 WORKING_DAY@CITY', '9 WORKING_DAY@STREET'],
    ],
    [
      'other triggers: both apply, the nominally earlier first',
      [wd(20), wd(10, 'CHANGED')],
      ['10 WORKING_DAY@DISTRICT', '20 WORKING_DAY@CITY'],
    ],
    ['hours before working days', [wd(1), hours(5)], ['5 HOUR@DISTRICT', '1 WORKING_DAY@CITY']],
    ['at the same time comes first', [wd(1), sameTime], ['SAME_TIME @DISTRICT', '1 WORKING_DAY@CITY']],
    ['an explicit empty value below does not lengthen', [wd(20), null], ['20 WORKING_DAY@CITY']],
    ['nothing but an empty value', [null], []],
  ])('%s', (_, terms, expected) => {
    expect(merged(...terms)).toEqual(expected);
  });

  it('shows the hard limit behind a soft term', () => {
    const soft: Term = { ...wd(10, 'ISSUED'), severity: 'SOFT', hardLimit: { ...wd(20), kind: 'STATUTORY' } };
    expect(merged(soft)).toEqual(['10 WORKING_DAY@CITY', '20 WORKING_DAY@CITY']);
  });
});
