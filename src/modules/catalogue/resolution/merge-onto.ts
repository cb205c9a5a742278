import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import type { CatalogueField } from '../effective-item.js';
import { type ChainFacts, contributingFacts } from './contributing-facts.js';
import { type MergedFields, mergeFields } from './merge-fields.js';

/**
 * What the last division of the chain sees, given what comes down to it: only the fields of which it says something are
 * merged again, the others are shared with everybody above and beside it.
 */
export function mergeOnto(
  inherited: MergedFields,
  chain: ChainFacts,
  levelOf: (divisionCode: string) => AdminLevel,
): MergedFields {
  const spoken = new Set((chain.at(-1) ?? []).map((fact) => fact.field));
  const isSpoken = (fact: CatalogueFact): boolean => spoken.has(fact.field);
  const own = mergeFields(contributingFacts(chain.map((facts) => facts.filter(isSpoken))), levelOf);
  const from = (field: CatalogueField): MergedFields => (spoken.has(field) ? own : inherited);
  return {
    name: from('name').name,
    elements: from('elements').elements,
    bases: from('bases').bases,
    basisDivisions: from('bases').basisDivisions,
    deadline: from('deadline').deadline,
    responsibility: from('responsibility').responsibility,
    channels: from('channels').channels,
    audience: from('audience').audience,
    levels: from('levels').levels,
    note: from('note').note,
    suppressed: from('applicability').suppressed,
    fieldOrigins: inherited.fieldOrigins.map((origin, place) => from(origin.field).fieldOrigins[place] ?? origin),
  };
}
