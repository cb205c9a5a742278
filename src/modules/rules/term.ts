import type { LimitTrigger, LimitUnit } from './pack.js';
import type { Severity } from './pack-rule.js';

export const termKinds = ['STATUTORY', 'COMMITTED', 'OTHER_LAW', 'PERIODIC', 'ON_CHANGE', 'SAME_TIME'] as const;
export type TermKind = (typeof termKinds)[number];
export const termTriggers = [
  'FORMED',
  'CHANGED',
  'ISSUED',
  'PUBLISHED',
  'OCCURRED',
  'DATE',
] as const satisfies readonly LimitTrigger[];
export type TermTrigger = LimitTrigger;
export const termUnits = ['WORKING_DAY', 'DAY', 'HOUR'] as const satisfies readonly LimitUnit[];
export type TermUnit = LimitUnit;
export const termPeriods = ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'] as const;
export type TermPeriod = (typeof termPeriods)[number];

export interface Citation {
  readonly title: string;
  readonly docNo: string | null;
  readonly clause: string | null;
}

/** `MM-DD` of every year, by kind of body. */
export interface FixedDates {
  readonly department: string;
  readonly street: string;
  readonly government: string;
}

/**
 * The deadline of a catalogue item. `amount` and `unit` are null for fixed dates and for SAME_TIME;
 * with a `period` the amount counts from the end of the period. A SOFT term may name the hard one behind it.
 */
export interface Term {
  readonly kind: TermKind;
  readonly trigger: TermTrigger;
  readonly amount: number | null;
  readonly unit: TermUnit | null;
  readonly severity?: Severity;
  readonly citation?: Citation | null;
  readonly period?: TermPeriod | null;
  readonly fixedDates?: FixedDates | null;
  readonly hardLimit?: Term | null;
}

/** Whether two terms measure the same thing, so that one can be said to be shorter. */
export function comparable(a: Term, b: Term): boolean {
  return (
    a.trigger === b.trigger &&
    a.amount !== null &&
    b.amount !== null &&
    a.unit !== null &&
    a.unit === b.unit &&
    (a.period ?? null) === (b.period ?? null)
  );
}

/** True where `a` is comparable with `b` and not longer. */
export function isShorterOrEqual(a: Term, b: Term): boolean {
  return comparable(a, b) && (a.amount ?? 0) <= (b.amount ?? 0);
}

/** The shorter of terms that are all comparable with each other; the earlier in the list where equal. */
export function shortest(first: Term, ...others: readonly Term[]): Term {
  return others.reduce((best, term) => (isShorterOrEqual(best, term) ? best : term), first);
}
