import type { Body, Directory } from '../../jurisdictions/directory.js';
import { fallsTo, hasEnded, heirsOf } from '../../jurisdictions/heirs.js';
import { carriedFunctions } from '../../jurisdictions/responsible-body.js';
import { addDays } from '../../rules/calendar-date.js';
import type { KnownTakeovers } from './read-known-takeovers.js';
import { keyOf, type Takeover } from './takeover.js';

export interface Owned {
  /** Everything that took effect by the day of the directory, by the body that answers for it on that day. */
  readonly owned: ReadonlyMap<Body, readonly Takeover[]>;
  /** Those to whom the open task of an ended body passes, by its id. */
  readonly passedOn: ReadonlyMap<string, readonly Body[]>;
}

interface Handed {
  readonly heir: Body | undefined;
  readonly takeover: Takeover;
}

/** Whether anybody has taken over anything by the day of the directory: mostly nobody has. */
export function hasTakeovers(directory: Directory): boolean {
  return handedOf(directory).length > 0;
}

/** `known`: what each body was asked for already. What it did is nobody's to do again. */
export function takeoversOf(directory: Directory, known: ReadonlyMap<string, KnownTakeovers>): Owned {
  const owned = new Map<Body, Takeover[]>();
  const passedOn = new Map<string, readonly Body[]>();
  const give = ({ heir, takeover }: Handed): readonly Body[] => {
    const owners = heir === undefined ? [] : ownersOf(directory, heir, { takeover, known, seen: new Set() });
    for (const owner of owners) {
      const before = owned.get(owner) ?? [];
      if (!before.some((one) => keyOf(one) === keyOf(takeover))) owned.set(owner, [...before, takeover]);
    }
    return owners;
  };
  handedOf(directory).forEach(give);
  for (const [bodyId, { open }] of known) {
    const body = directory.body(bodyId);
    if (open === undefined || body === undefined || !hasEnded(body, directory.today)) continue;
    const owners = new Set(open.takeovers.flatMap((takeover) => give({ heir: body, takeover })));
    if (owners.size > 0) passedOn.set(bodyId, [...owners]);
  }
  return { owned, passedOn };
}

interface Line {
  readonly takeover: Takeover;
  readonly known: ReadonlyMap<string, KnownTakeovers>;
  readonly seen: Set<string>;
}

/**
 * The body that took over while it stands, then those that carry on the functions in question; none once one did it.
 */
function ownersOf(directory: Directory, heir: Body, line: Line): readonly Body[] {
  const { takeover, known, seen } = line;
  if (seen.has(heir.id)) return [];
  seen.add(heir.id);
  if (!hasEnded(heir, directory.today)) return [heir];
  if (known.get(heir.id)?.done.has(keyOf(takeover)) === true) return [];
  return heirsInto(directory, heir, takeover).flatMap((one) => ownersOf(directory, one, line));
}

/** The heirs of an ended body that got the functions of a takeover from it; all of them where that cannot be told. */
function heirsInto(directory: Directory, ended: Body, { functions, predecessorId }: Takeover): readonly Body[] {
  const predecessor = directory.body(predecessorId);
  const asked = functions ?? (predecessor === undefined ? [] : carriedFunctions(directory, predecessor));
  const given = Map.groupBy(directory.successionsFrom(ended.id), (succession) => succession.successorId);
  const heirs = heirsOf(directory, ended);
  const fitting = heirs.filter(({ id }) => {
    const all = given.get(id);
    return all === undefined || all.some((one) => one.functions?.some((fn) => asked.includes(fn)) ?? true);
  });
  return fitting.length > 0 ? fitting : heirs;
}

function handedOf(directory: Directory): readonly Handed[] {
  const { today } = directory;
  return directory
    .bodies()
    .flatMap((body) => (hasEnded(body, today) ? takenFrom(directory, body) : handedOver(directory, body)))
    .filter(({ takeover }) => today === undefined || takeover.effectiveOn <= today);
}

/** A day after everything recorded: an heir to come is no reason to ask the government meanwhile. */
const atLast = '9999-12-31';

/** Where nobody carries on what a body did, the government that it fell to has it, if there was something. */
function takenFrom(directory: Directory, ended: Body): readonly Handed[] {
  const { id: predecessorId, name: predecessorName, validTo } = ended;
  const carriedOn = directory.successionsFrom(predecessorId).map(({ successorId, functions, effectiveOn }) => ({
    heir: directory.body(successorId),
    takeover: { predecessorId, predecessorName, functions, effectiveOn },
  }));
  const government = fallsTo(directory, ended, atLast);
  if (government === undefined || validTo === null || ended.functions.length === 0) return carriedOn;
  const takeover = { predecessorId, predecessorName, functions: null, effectiveOn: addDays(validTo, 1) };
  return [...carriedOn, { heir: government, takeover }];
}

/** Whoever hands a function over and lives on has a list to update as well. */
function handedOver(directory: Directory, body: Body): readonly Handed[] {
  const { id: predecessorId, name: predecessorName, validTo } = body;
  return directory.successionsFrom(predecessorId).flatMap(({ successorId, functions, effectiveOn }) => {
    if (functions === null || (validTo !== null && effectiveOn > validTo)) return [];
    const takeover = { predecessorId, predecessorName, functions, effectiveOn };
    return [directory.body(successorId), body].map((heir) => ({ heir, takeover }));
  });
}
