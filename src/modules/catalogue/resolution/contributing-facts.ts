import type { CatalogueFact, FactSlot } from '../catalogue-fact.js';
import { type CatalogueField, catalogueFields } from '../effective-item.js';
import { fieldPolicies } from '../field-policy.js';

/** The facts of one item along a chain: first those of its defining division, last those of the reading one. */
export type ChainFacts = readonly (readonly CatalogueFact[])[];

/**
 * Which facts make up what the last division of the chain sees, field by field in the order in which they merge,
 * the lock that holds last. Facts below a lock are kept in the store but do not count.
 */
export function contributingFacts(chain: ChainFacts): CatalogueFact[] {
  const said = new Map<CatalogueField, Standing[]>();
  for (const [depth, facts] of chain.entries()) {
    for (const fact of facts) {
      const ofField = said.get(fact.field);
      if (ofField === undefined) said.set(fact.field, [{ depth, fact }]);
      else ofField.push({ depth, fact });
    }
  }
  return catalogueFields.flatMap((field) => contributionsTo(field, said.get(field) ?? []));
}

interface Standing {
  readonly depth: number;
  readonly fact: CatalogueFact;
}

function contributionsTo(field: CatalogueField, said: readonly Standing[]): readonly CatalogueFact[] {
  // What most fields of most items are: one value, from the level that defined them.
  const [only, second] = said;
  if (only === undefined) return [];
  if (second === undefined && only.fact.slot === 'VALUE') return [only.fact];
  const lock = said.find(({ fact }) => fact.slot === 'LOCK');
  const standing = lock === undefined ? said : said.filter(({ depth }) => depth <= lock.depth);
  const counted = choose(field, ofSlot(standing, 'VALUE'), ofSlot(standing, 'APPEND'));
  const facts = counted.toSorted((a, b) => a.depth - b.depth).map(({ fact }) => fact);
  return lock === undefined ? facts : [...facts, lock.fact];
}

function ofSlot(standing: readonly Standing[], slot: FactSlot): Standing[] {
  return standing.filter(({ fact }) => fact.slot === slot);
}

function choose(field: CatalogueField, values: readonly Standing[], additions: readonly Standing[]): Standing[] {
  const nearest = values.slice(-1);
  switch (fieldPolicies[field].merge) {
    case 'NEAREST':
      return nearest;
    case 'APPEND_UPPER_FIRST':
      return [...nearest, ...additions.filter(({ depth }) => depth >= (nearest[0]?.depth ?? 0))];
    case 'UNION':
      return [...values, ...additions];
    case 'STRICTEST':
      return [...values];
    case 'SUPPRESSED_BELOW': {
      const suppressions = values.filter(({ fact }) => fact.state === 'SUPPRESS');
      return suppressions.length > 0 ? suppressions : nearest;
    }
  }
}
