import type { CalendarDate } from '../calendar-date.js';
import type { Citation } from '../term.js';
import { plainNumber, plainTitle } from './plain-citation.js';

export const lawKinds = ['LAW', 'REGULATION', 'RULE', 'STANDARD'] as const;
export type LawKind = (typeof lawKinds)[number];

/** How a version of a text stands on a day; PENDING is promulgated and not yet in force. */
export const lawStates = ['PENDING', 'IN_FORCE', 'AMENDED', 'REPEALED'] as const;
export type LawState = (typeof lawStates)[number];

/** One wording of a text. It replaces the version before it. Days are calendar dates, both inclusive. */
export interface LawVersion {
  /** From 1. */
  readonly version: number;
  /** Full, without title marks. */
  readonly title: string;
  readonly docNo: string;
  /** The clauses that it has, e.g. 第二十六条; none where nobody listed them. */
  readonly clauses: readonly string[];
  readonly effectiveFrom: CalendarDate | null;
  /** Its last day; null while nobody ended it. */
  readonly lastDay: CalendarDate | null;
  readonly endedAs: 'AMENDED' | 'REPEALED' | null;
  readonly note: string | null;
}

/** A text that may be cited: by its full title and number only; the short titles are what people type instead. */
export interface Law {
  readonly id: string;
  readonly kind: LawKind;
  readonly aliases: readonly string[];
  /** Oldest first, at least one. */
  readonly versions: readonly [LawVersion, ...LawVersion[]];
}

/** The texts known on a day; null stands for a day after everything that is recorded. */
export interface LawRegister {
  readonly laws: readonly Law[];
  readonly on: CalendarDate | null;
}

export function newestOf({ versions }: Law): LawVersion {
  return versions.at(-1) ?? versions[0];
}

export function stateOf(version: LawVersion, on: CalendarDate | null): LawState {
  const { effectiveFrom, lastDay, endedAs } = version;
  if (endedAs !== null && (on === null || lastDay === null || lastDay < on)) return endedAs;
  return on !== null && effectiveFrom !== null && on < effectiveFrom ? 'PENDING' : 'IN_FORCE';
}

/** What may be cited: what is in force, first, and what comes into force later. None of a text that was repealed. */
export function citableVersions(law: Law, on: CalendarDate | null): readonly LawVersion[] {
  return law.versions.filter((version) => ['IN_FORCE', 'PENDING'].includes(stateOf(version, on)));
}

/** The version that a citation means: by its number, else by its title; undefined where it means another text. */
export function citedVersion(law: Law, citation: Citation): LawVersion | undefined {
  const title = plainTitle(citation.title);
  const number = plainNumber(citation.docNo ?? '');
  const numbered = law.versions.findLast((version) => plainNumber(version.docNo) === number);
  if (numbered !== undefined) return numbered;
  const titled = law.versions.findLast((version) => version.title === title);
  // A full title is the text, whatever stands beside it; a short one is shared by several and counts without a number.
  return titled ?? (number === '' && law.aliases.includes(title) ? newestOf(law) : undefined);
}
