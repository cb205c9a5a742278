import type { CalendarDate } from '../calendar-date.js';
import { type Law, type LawRegister, type LawState, type LawVersion, stateOf } from './law.js';
import { plainNumber, plainTitle } from './plain-citation.js';

export interface ListedVersion extends Omit<LawVersion, 'endedAs'> {
  readonly state: LawState;
  readonly replaces: number | null;
}

export interface ListedLaw extends Pick<Law, 'id' | 'kind' | 'aliases'> {
  /** Newest first. */
  readonly versions: readonly ListedVersion[];
}

/** The register for people; with `search` the texts whose title, short title or number contains it. */
export function listLaws({ laws, on }: LawRegister, search: string | null): readonly ListedLaw[] {
  return laws.filter((law) => search === null || isMeant(law, search)).map((law) => listedLaw(law, on));
}

export function listedLaw({ id, kind, aliases, versions }: Law, on: CalendarDate | null): ListedLaw {
  const listed = versions.map((version, index): ListedVersion => {
    const { endedAs: _ended, ...shown } = version;
    return { ...shown, state: stateOf(version, on), replaces: versions[index - 1]?.version ?? null };
  });
  return { id, kind, aliases, versions: listed.toReversed() };
}

function isMeant(law: Law, search: string): boolean {
  const title = plainTitle(search);
  const number = plainNumber(search);
  return (
    law.aliases.some((alias) => alias.includes(title)) ||
    law.versions.some((version) => version.title.includes(title) || plainNumber(version.docNo).includes(number))
  );
}
