import { type Body, type Directory, isValidOn } from './directory.js';

/** How a function found its body: carried in the division, by its government or office, or the same one level up. */
export type ResponsibilityStep = 'FUNCTION' | 'GOVERNMENT' | 'UPPER_FUNCTION' | 'UPPER_GOVERNMENT';

export interface ResponsibleBody {
  readonly body: Body;
  /** R-P06 where the body carries the function by succession, else R-P01. */
  readonly rule: 'R-P01' | 'R-P06';
  readonly step: ResponsibilityStep;
  /** Codes of the divisions asked, the reading one first, the one that answered last. */
  readonly path: readonly string[];
}

/**
 * The body that discloses a function in a division: the body there that carries it, else the division's government or
 * office, else the same question one division up. Undefined only where no division of the chain has a body.
 * `date` (YYYY-MM-DD) asks for the bodies and successions valid then; without it, for those of the day of the directory.
 */
export function bodyForFunction(
  directory: Directory,
  divisionCode: string,
  fn: string,
  date = directory.today,
): ResponsibleBody | undefined {
  const path: string[] = [];
  for (const code of directory.scopesOf(divisionCode)) {
    path.push(code);
    const upper = path.length > 1;
    const standing = directory.bodiesOf(code).filter((body) => isValidOn(body, date));
    const own = standing.find((body) => body.functions.includes(fn));
    if (own !== undefined) return { body: own, rule: 'R-P01', step: upper ? 'UPPER_FUNCTION' : 'FUNCTION', path };
    const heir = standing.find((body) => carriedFunctions(directory, body, date).includes(fn));
    if (heir !== undefined) return { body: heir, rule: 'R-P06', step: upper ? 'UPPER_FUNCTION' : 'FUNCTION', path };
    const government = directory.government(code, date);
    if (government !== undefined) {
      return { body: government, rule: 'R-P01', step: upper ? 'UPPER_GOVERNMENT' : 'GOVERNMENT', path };
    }
  }
  return undefined;
}

/** What a body answers for: its own functions, then those it carries on from others since their succession took effect. */
export function carriedFunctions(directory: Directory, body: Body, date = directory.today): readonly string[] {
  const inherited = directory.successionsTo(body.id).flatMap((succession) => {
    if (date !== undefined && date < succession.effectiveOn) return [];
    const predecessor = directory.body(succession.predecessorId);
    if (predecessor === undefined) return [];
    return succession.functions ?? carriedFunctions(directory, predecessor, date);
  });
  return [...new Set([...body.functions, ...inherited])];
}
