import type { Explanation } from '../../platform/errors/explanation.js';
import { checkOtherLaw } from './check-term.js';
import { explain, type Pack, parameterOf } from './packs.js';
import { printCitation, printTerm } from './print-term.js';
import { comparable, isShorterOrEqual, shortest, type Term, type TermTrigger } from './term.js';

export interface EffectiveTerm {
  readonly term: Term;
  /** Terms that are overruled, or that cannot be compared and go on to apply beside it (the earliest date rules). */
  readonly others: readonly Term[];
  readonly explanation: Explanation;
}

/** R-D01: what applies where nothing else is said, 20 working days from forming or changing. */
export function statutoryTerm(pack: Pack, trigger: TermTrigger = 'FORMED'): Term {
  const limit = parameterOf(pack, 'publish.limit');
  if (limit === null) throw new Error('No pack sets the general limit of publication.');
  const { amount, unit, triggers } = limit.value;
  const [first = 'FORMED'] = triggers;
  return {
    kind: 'STATUTORY',
    trigger: triggers.includes(trigger) ? trigger : first,
    amount,
    unit,
    severity: limit.severity,
  };
}

/**
 * Which of several terms rules (upper levels first). A term by other law that cites it replaces the general one, even if
 * longer (R-D03), and one without its citation does not count; among comparable terms the shortest counts (R-D02, R-I05); the rest is kept and shown (R-D05).
 */
export function effectiveTerm(pack: Pack, given: readonly Term[]): EffectiveTerm {
  const terms = given.filter((term) => checkOtherLaw(pack, term) === null);
  const legal = legalTerm(pack, terms);
  const [first] = terms;
  const rivals = terms.filter((term) => term !== legal && term.kind !== 'STATUTORY' && isShorterOrEqual(term, legal));
  // Where no law was named and nothing compares with the general term, the item's own term is the one to show.
  const standsAlone =
    first !== undefined &&
    !terms.includes(legal) &&
    rivals.length === 0 &&
    !terms.some((term) => comparable(term, legal));
  const term = standsAlone
    ? shortest(first, ...terms.filter((one) => comparable(one, first)))
    : shortest(rivals[0] ?? legal, ...rivals);
  const others = [...new Set([...given, legal])].filter((other) => other !== term);
  return { term, others, explanation: explainChoice(pack, term, others) };
}

function legalTerm(pack: Pack, terms: readonly Term[]): Term {
  const [first, ...more] = terms.filter((term) => term.kind === 'OTHER_LAW');
  if (first !== undefined) return shortest(first, ...more.filter((term) => comparable(term, first)));
  const general = terms.find((term) => term.kind !== 'COMMITTED' && term.kind !== 'OTHER_LAW');
  return general ?? statutoryTerm(pack, terms[0]?.trigger);
}

/** The rule under which a term stands. */
export function ruleOfTerm(term: Term): string {
  switch (term.kind) {
    case 'OTHER_LAW':
      return 'R-D03';
    case 'COMMITTED':
      return term.trigger === 'ISSUED' && term.severity === 'SOFT' ? 'R-D04' : 'R-D02';
    case 'PERIODIC':
      return 'R-D06';
    case 'SAME_TIME':
      return 'R-E02';
    case 'STATUTORY':
    case 'ON_CHANGE':
      return 'R-D01';
  }
}

/** What a term cites for itself, or undefined so that the clause of its rule stands. */
export function clauseOfTerm(term: Term): string | undefined {
  return term.citation ? printCitation(term.citation) : undefined;
}

function explainChoice(pack: Pack, term: Term, others: readonly Term[]): Explanation {
  const overruled = others.filter((other) => comparable(other, term) || term.kind === 'OTHER_LAW');
  const beside = others.filter((other) => !overruled.includes(other));
  const sentences = [`适用“${printTerm(term)}”。`];
  if (overruled.length > 0) sentences.push(`不再适用：${overruled.map(printTerm).join('；')}。`);
  if (beside.length > 0)
    sentences.push(`起算点或单位不同、同时适用并以最早届满者为准：${beside.map(printTerm).join('；')}。`);
  const inputs = [term, ...others].map((one, index) => ({
    name: index === 0 ? '适用期限' : '其他期限',
    value: printTerm(one),
  }));
  return explain(pack, ruleOfTerm(term), { inputs, text: sentences.join(''), clause: clauseOfTerm(term) });
}
