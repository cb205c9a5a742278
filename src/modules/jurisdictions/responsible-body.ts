import { type Body, type Directory, isValidOn, type Succession } from './directory.js';

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
    const carrying = standing.filter((body) => carries(directory, body, { fn, date }));
    const body = carrying.find((one) => one.functions.includes(fn)) ?? carrying[0];
    if (body !== undefined) {
      const rule = body.functions.includes(fn) ? 'R-P01' : 'R-P06';
      return { body, rule, step: upper ? 'UPPER_FUNCTION' : 'FUNCTION', path };
    }
    const government = directory.government(code, date);
    if (government !== undefined) {
      return { body: government, rule: 'R-P01', step: upper ? 'UPPER_GOVERNMENT' : 'GOVERNMENT', path };
    }
  }
  return undefined;
}

/**
 * What a body answers for on a day: its own functions and those it carries on from others, without what it handed over
 * and did not get back since.
 */
export function carriedFunctions(directory: Directory, body: Body, date = directory.today): readonly string[] {
  const counts = ({ effectiveOn }: Succession): boolean => date === undefined || effectiveOn <= date;
  const since = new Map(body.functions.map((fn) => [fn, '']));
  for (const succession of directory.successionsTo(body.id).filter(counts)) {
    const predecessor = directory.body(succession.predecessorId);
    if (predecessor === undefined) continue;
    const gained = succession.functions ?? carriedFunctions(directory, predecessor, date);
    for (const fn of gained) since.set(fn, later(since.get(fn), succession.effectiveOn));
  }
  for (const { functions, effectiveOn } of directory.successionsFrom(body.id).filter(counts)) {
    for (const fn of functions ?? []) if ((since.get(fn) ?? '') < effectiveOn) since.delete(fn);
  }
  return [...since.keys()];
}

/** Most bodies never took part in a succession: they are not looked into. */
function carries(
  directory: Directory,
  body: Body,
  { fn, date }: { readonly fn: string; readonly date: string | undefined },
): boolean {
  const settled = directory.successionsTo(body.id).length === 0 && directory.successionsFrom(body.id).length === 0;
  return (settled ? body.functions : carriedFunctions(directory, body, date)).includes(fn);
}

function later(one: string | undefined, other: string): string {
  return one === undefined || one < other ? other : one;
}
