import { comparable, isShorterOrEqual, type Term } from '../../rules/term.js';
import type { EffectiveItem } from '../effective-item.js';

/**
 * What an item says at a division, without where it comes from: two items of equal text say the same. Terms that are
 * overruled do not count, nor does why a body is the responsible one.
 */
export function effectiveValue(item: EffectiveItem): string {
  const { deadline, responsibility } = item;
  return JSON.stringify([
    item.name,
    item.applicability,
    item.isLeaf,
    item.elements.map(({ id, name, identifier, type, required, values }) => [
      id,
      name,
      identifier,
      type,
      required,
      values,
    ]),
    item.bases.map(({ title, docNo, clause }) => [title, docNo, clause]),
    deadline === null ? [] : counting([deadline.term, ...deadline.others.map((other) => other.term)]),
    responsibility === null ? null : [responsibility.bodyId, responsibility.eachBody],
    item.channels.map(({ channel, ticked }) => [channel, ticked]),
    item.audience.specific,
    item.levels,
    item.note,
  ]);
}

/** The shortest of the terms that can be compared, and those that cannot. */
function counting(terms: readonly Term[]): readonly Term[] {
  return terms.filter((term, index) =>
    terms.every((other, at) => {
      if (at === index || !comparable(term, other) || !isShorterOrEqual(other, term)) return true;
      return isShorterOrEqual(term, other) && index < at;
    }),
  );
}
