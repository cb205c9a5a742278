import type { Sql } from '../../platform/db/sql.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { readHead } from '../ledger/read-head.js';
import type { CatalogueFact } from './catalogue-fact.js';
import { readFacts } from './read-catalogue.js';

export interface OwnFact extends Pick<CatalogueFact, 'id' | 'field' | 'slot' | 'state' | 'since'> {
  /** False while a lock above keeps it from counting. */
  readonly counts: boolean;
}

/** What a division itself says of an item now: the ids that a change expects, and what waits under a lock. */
export async function listOwnFacts(
  db: Sql,
  { divisionCode, itemCode }: { readonly divisionCode: string; readonly itemCode: string },
): Promise<OwnFact[]> {
  const { sequence: at } = await readHead(db);
  const facts = await readFacts(db, { at, itemCodes: [itemCode] });
  const above = (await divisionScopes(db, divisionCode)).slice(1);
  const locked = new Set(
    facts.filter((fact) => fact.slot === 'LOCK' && above.includes(fact.divisionCode)).map((fact) => fact.field),
  );
  return facts
    .filter((fact) => fact.divisionCode === divisionCode)
    .map(({ id, field, slot, state, since }) => ({ id, field, slot, state, since, counts: !locked.has(field) }));
}
