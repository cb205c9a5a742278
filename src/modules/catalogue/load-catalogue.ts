import type { Sql } from '../../platform/db/sql.js';
import type { Directory } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import { Catalogue } from './catalogue.js';
import type { CatalogueFact } from './catalogue-fact.js';
import { readCatalogue } from './read-catalogue.js';
import type { FactsOfItem } from './resolution/chain-merges.js';

/** The whole catalogue as it stood at any sequence, over the directory of the same sequence. */
export async function loadCatalogue(db: Sql, directory: Directory, at: Sequence): Promise<Catalogue> {
  const { items, facts } = await readCatalogue(db, { at });
  return new Catalogue(at, directory, {
    items: new Map(items.map((item) => [item.code, item])),
    facts: factsByItem(facts),
  });
}

export function factsByItem(facts: readonly CatalogueFact[]): ReadonlyMap<string, FactsOfItem> {
  const byItem = Map.groupBy(facts, (fact) => fact.itemCode);
  return new Map([...byItem].map(([code, ofItem]) => [code, Map.groupBy(ofItem, (fact) => fact.divisionCode)]));
}
