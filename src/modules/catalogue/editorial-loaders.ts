import DataLoader from 'dataloader';
import type { Sql } from '../../platform/db/sql.js';
import type { Directory } from '../jurisdictions/directory.js';
import { loadDirectory } from '../jurisdictions/load-directory.js';
import { readHead } from '../ledger/read-head.js';
import { loadCalendar } from '../rules/load-calendar.js';
import type { WorkingCalendar } from '../rules/working-calendar.js';
import { type ItemAtDivision, listOwnFactsOf, type OwnFact } from './list-own-facts.js';

/** What due dates are counted with. */
interface Counting {
  readonly directory: Directory;
  readonly calendar: WorkingCalendar;
}

/** Batch what the items of one answer ask for; they remember nothing, as a mutation may come between two of them. */
interface EditorialLoaders {
  readonly ownFacts: DataLoader<ItemAtDivision, readonly OwnFact[]>;
  readonly counting: DataLoader<'now', Counting>;
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
    counting: new DataLoader(async (asked) => {
      const { sequence } = await readHead(db);
      const [directory, calendar] = await Promise.all([loadDirectory(db, sequence), loadCalendar(db)]);
      return asked.map(() => ({ directory, calendar }));
    }, apart),
  };
}
