import fc from 'fast-check';
import {
  type Citation,
  type Term,
  termKinds,
  termPeriods,
  termTriggers,
  termUnits,
} from '../../../src/modules/rules/term.js';

/** As JSON gives them. */
const plain = { noNullPrototype: true } as const;
const day = fc.constantFrom('01-31', '03-31', '12-01');

/** Any term that can be stored, also one that no verb would accept; `citation` gives the texts it may cite. */
export function arbitraryTermWith(citation: fc.Arbitrary<Citation>): fc.Arbitrary<Term> {
  return fc.letrec<{ term: Term }>((tie) => ({
    term: fc
      .record(
        {
          kind: fc.constantFrom(...termKinds),
          trigger: fc.constantFrom(...termTriggers),
          amount: fc.integer({ min: 0, max: 9_999 }),
          unit: fc.option(fc.constantFrom(...termUnits)),
          severity: fc.constantFrom('HARD' as const, 'SOFT' as const, undefined),
          citation: fc.option(citation),
          period: fc.option(fc.constantFrom(...termPeriods)),
          fixedDates: fc.option(fc.record({ department: day, street: day, government: day }, plain)),
          hardLimit: fc.option(tie('term'), { depthSize: 'small', maxDepth: 2 }),
        },
        plain,
      )
      .map((term): Term => ({ ...term, amount: term.unit === null ? null : term.amount })),
  })).term;
}

const counted = fc.record(
  {
    kind: fc.constantFrom(...termKinds),
    trigger: fc.constantFrom('FORMED' as const, 'FORMED' as const, 'CHANGED' as const),
    amount: fc.integer({ min: 1, max: 6 }),
    unit: fc.constantFrom('WORKING_DAY' as const, 'WORKING_DAY' as const, 'DAY' as const),
  },
  plain,
);
const lawful = fc.constantFrom<Citation>({ title: '某法', docNo: null, clause: '第一条' });

/** Mostly of few clocks and lengths, so that those of one chain can be compared and are equal now and then. */
export const arbitraryTerm: fc.Arbitrary<Term> = fc.oneof(
  { weight: 10, arbitrary: counted },
  {
    weight: 2,
    arbitrary: fc
      .tuple(counted, fc.constantFrom(...termPeriods), fc.boolean())
      .map(([term, period, soft]): Term => ({ ...term, period, ...(soft ? { severity: 'SOFT' } : {}) })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(counted, counted).map(([term, hardLimit]): Term => ({ ...term, severity: 'SOFT', hardLimit })),
  },
  { weight: 2, arbitrary: arbitraryTermWith(lawful) },
);
