import { printCitation, printTerm } from '../../rules/print-term.js';
import { comparable, isShorterOrEqual, type Term } from '../../rules/term.js';
import type { FactOf } from '../catalogue-fact.js';
import type { EffectiveDeadline, FactOrigin } from '../effective-item.js';
import type { OriginOf } from './merge-lists.js';

type Stated = FactOf<'deadline'> & { readonly value: Term };

export interface MergedDeadline {
  readonly deadline: EffectiveDeadline | null;
  /** All facts, the one that counts first, explicit empty ones last. */
  readonly facts: readonly FactOf<'deadline'>[];
}

/**
 * Of comparable terms the shortest counts, the upper one where equal; terms that cannot be compared all apply, and the
 * nominally earliest is shown first (the computed dates decide, R-D05). What does not count is listed in `others`.
 */
export function mergeDeadline(facts: readonly FactOf<'deadline'>[], originOf: OriginOf): MergedDeadline {
  const stated = facts.filter((fact): fact is Stated => fact.value !== null);
  const winners = shortestOfEach(stated).toSorted((a, b) => nominalHours(a.value) - nominalHours(b.value));
  const ordered = [...winners, ...stated.filter((fact) => !winners.includes(fact))];
  const all = [...ordered, ...facts.filter((fact) => fact.value === null)];
  const [first, ...rest] = ordered;
  if (first === undefined) return { deadline: null, facts: all };
  const others = [
    ...hardLimit(first.value, originOf(first)),
    ...rest.flatMap((fact) => [printed(fact.value, originOf(fact)), ...hardLimit(fact.value, originOf(fact))]),
  ];
  return { deadline: { ...printed(first.value, originOf(first)), others }, facts: all };
}

/** For each kind of clock (trigger, unit, period) the fact with the shortest term, in the order of the facts. */
function shortestOfEach(stated: readonly Stated[]): Stated[] {
  return stated.filter((fact, index) =>
    stated.every((other, at) => {
      if (at === index || !comparable(fact.value, other.value)) return true;
      const notLonger = isShorterOrEqual(fact.value, other.value);
      return notLonger && (index < at || !isShorterOrEqual(other.value, fact.value));
    }),
  );
}

/** Only for the order in which terms that cannot be compared are shown: a working day stands for 7/5 of a day. */
function nominalHours(term: Term): number {
  if (term.kind === 'SAME_TIME') return 0;
  if (term.amount === null || term.unit === null) return Number.POSITIVE_INFINITY;
  const hours = { HOUR: 1, DAY: 24, WORKING_DAY: (24 * 7) / 5 };
  return term.amount * hours[term.unit];
}

function hardLimit(term: Term, origin: FactOrigin): EffectiveDeadline[] {
  return term.hardLimit ? [printed(term.hardLimit, origin)] : [];
}

function printed(term: Term, origin: FactOrigin): EffectiveDeadline {
  return {
    kind: term.kind,
    amount: term.amount,
    unit: term.unit,
    trigger: term.trigger,
    period: term.period ?? null,
    fixedDates: term.fixedDates ?? null,
    severity: term.severity ?? null,
    hardLimit: term.hardLimit ? printed(term.hardLimit, origin) : null,
    text: printTerm(term),
    citation: term.citation ? printCitation(term.citation) : null,
    term,
    others: [],
    origin,
  };
}
