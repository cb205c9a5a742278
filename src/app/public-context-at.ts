import { createLoaders, type Loaders } from '../modules/delivery/loaders.js';
import { MadeFrom } from '../modules/delivery/made-from.js';
import type { PublicContext } from '../modules/delivery/public-context.js';
import type { ConsumerKey } from '../modules/identity/consumer-keys/consumer-key.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import { loadCalendar } from '../modules/rules/load-calendar.js';
import type { Store } from './open-store.js';

/** Whose eyes an answer is for; null = anybody's. */
export type Reader = Pick<ConsumerKey, 'audienceIds' | 'withheldFields'>;

const nothing: ReadonlySet<string> = new Set();

/** What one public answer is made from, at one sequence; loaders are its own. */
export async function publicContextAt(
  store: Store,
  sequence: Sequence,
  reader: Reader | null = null,
): Promise<PublicContext> {
  const { directory, catalogue } = await store.states.at(sequence);
  const madeFrom = new MadeFrom();
  let loaders: Loaders | undefined;
  const view = { at: sequence, audienceIds: reader?.audienceIds ?? [] };
  return {
    db: store.reads,
    at: { sequence, at: await store.momentAt(sequence) },
    directory,
    catalogue,
    view,
    withheld: reader === null ? nothing : new Set(reader.withheldFields),
    madeFrom,
    // Many an answer is made without them.
    get loaders() {
      return (loaders ??= createLoaders({ db: store.reads, view, directory }, madeFrom));
    },
    search: store.search,
    calendar: () => loadCalendar(store.db),
    publicUrl: store.config.publicUrl,
  };
}
