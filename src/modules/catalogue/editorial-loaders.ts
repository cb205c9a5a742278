import DataLoader from 'dataloader';
import type { Sql } from '../../platform/db/sql.js';
import { type ItemAtDivision, listOwnFactsOf, type OwnFact } from './list-own-facts.js';

/** Batch what the items of one answer ask for; they remember nothing, as a mutation may come between two of them. */
interface EditorialLoaders {
  readonly ownFacts: DataLoader<ItemAtDivision, readonly OwnFact[]>;
}

/** By the context of a request, with which they go. */
const known = new WeakMap<object, EditorialLoaders>();

export function loadersOf(context: { readonly db: Sql }): EditorialLoaders {
  const loaders = known.get(context) ?? createLoaders(context.db);
  known.set(context, loaders);
  return loaders;
}

function createLoaders(db: Sql): EditorialLoaders {
  const apart = { cache: false } as const;
  return {
    ownFacts: new DataLoader((items) => listOwnFactsOf(db, items), apart),
  };
}
