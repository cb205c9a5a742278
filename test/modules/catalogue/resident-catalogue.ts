import { Catalogue, type CatalogueContent } from '../../../src/modules/catalogue/catalogue.js';
import type { CatalogueFact, CatalogueItem } from '../../../src/modules/catalogue/catalogue-fact.js';
import { factsByItem } from '../../../src/modules/catalogue/load-catalogue.js';
import type { FactLine, ItemLine, OnTree } from './arbitrary-catalogue.js';

function itemOf(line: ItemLine): CatalogueItem {
  const { code, parent_code: parentCode, defined_at: definedAt, is_leaf: isLeaf, position, local } = line;
  const retiredAt = line.to_sequence === null ? null : BigInt(line.to_sequence);
  const rest = { category: 'KEY_WORK', tier: 1, identifier: code, pilotField: null } as const;
  return { code, parentCode, definedAt, isLeaf, position, local, retiredAt, ...rest };
}

function factOf(line: FactLine, index: number): CatalogueFact {
  const { item_code: itemCode, division_code: divisionCode, field, slot, state } = line;
  const fact = { id: `f${index}`, itemCode, divisionCode, field, slot, state, value: line.value };
  // The generator draws the value that belongs to the field.
  return { ...fact, reason: null, basis: null, rule: null, at: new Date(0), since: 1n } as CatalogueFact;
}

/** In memory, whatever the rows are: items that ever end have ended, facts that never end stand. */
export function catalogueOf({ tree, items, facts }: OnTree): Catalogue {
  const current = facts.filter((fact) => fact.to_sequence === null);
  const content: CatalogueContent = {
    items: new Map(items.map((line) => [line.code, itemOf(line)])),
    facts: factsByItem(current.map(factOf)),
  };
  return new Catalogue(1n, tree.directory, content);
}
