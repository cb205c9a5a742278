import { createLoaders } from '../modules/delivery/loaders.js';
import type { PublicContext } from '../modules/delivery/public-context.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import { loadCalendar } from '../modules/rules/load-calendar.js';
import type { Store } from './open-store.js';

/** What one public answer is made from, at one sequence; loaders are its own. */
export async function publicContextAt(store: Store, sequence: Sequence): Promise<PublicContext> {
  const { directory, catalogue } = await store.states.at(sequence);
  return {
    db: store.db,
    at: { sequence, at: await store.momentAt(sequence) },
    directory,
    catalogue,
    loaders: createLoaders(store.db, sequence),
    search: store.search,
    calendar: () => loadCalendar(store.db),
    publicUrl: store.config.publicUrl,
  };
}
