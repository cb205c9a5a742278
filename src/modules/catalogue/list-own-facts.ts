import type { Sql } from '../../platform/db/sql.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { readHead } from '../ledger/read-head.js';
import type { CatalogueFact } from './catalogue-fact.js';
import { readFacts } from './read-catalogue.js';

export interface OwnFact extends Pick<CatalogueFact, 'id' | 'field' | 'slot' | 'state' | 'since'> {
  /** False while a lock above keeps it from counting. */
  readonly counts: boolean;
}

export interface ItemAtDivision {
  readonly divisionCode: string;
  readonly itemCode: string;
}

/** What a division itself says of an item now: the ids that a change expects, and what waits under a lock. */
export async function listOwnFacts(db: Sql, item: ItemAtDivision): Promise<readonly OwnFact[]> {
  const [facts = []] = await listOwnFactsOf(db, [item]);
  return facts;
}

/** The same for many, in their order: two statements and one for each division. */
export async function listOwnFactsOf(db: Sql, items: readonly ItemAtDivision[]): Promise<OwnFact[][]> {
  const { sequence: at } = await readHead(db);
  const itemCodes = [...new Set(items.map(({ itemCode }) => itemCode))];
  const facts = Map.groupBy(await readFacts(db, { at, itemCodes }), (fact) => fact.itemCode);
  const above = new Map<string, readonly string[]>();
  for (const { divisionCode } of items) {
    if (!above.has(divisionCode)) above.set(divisionCode, (await divisionScopes(db, divisionCode)).slice(1));
  }
  return items.map(({ divisionCode, itemCode }) =>
    ownFactsAmong(facts.get(itemCode) ?? [], divisionCode, above.get(divisionCode) ?? []),
  );
}

function ownFactsAmong(facts: readonly CatalogueFact[], divisionCode: string, above: readonly string[]): OwnFact[] {
  const locked = new Set(
    facts.filter((fact) => fact.slot === 'LOCK' && above.includes(fact.divisionCode)).map((fact) => fact.field),
  );
  return facts
    .filter((fact) => fact.divisionCode === divisionCode)
    .map(({ id, field, slot, state, since }) => ({ id, field, slot, state, since, counts: !locked.has(field) }));
}
