import { openConflicts } from '../modules/catalogue/drift/open-conflicts.handlers.js';
import { negativeListReviews } from '../modules/compliance/negative-lists/negative-list-reviews.handlers.js';
import { powerListUpdates } from '../modules/compliance/power-lists/power-list-updates.handlers.js';
import { openLawAdjustments } from '../modules/catalogue/audit/open-law-adjustments.handlers.js';
import { verifyRelease } from '../modules/publication/verify-release.handlers.js';
import { indexRelease } from '../modules/search/opensearch/index-release.handlers.js';
import { startKeeper } from '../modules/search/opensearch/keep-index.js';
import type { Handler } from '../platform/outbox/handler.js';
import { startOutboxWorker } from '../platform/outbox/worker.js';
import { startAnnualReviews } from './annual-reviews.js';
import { startDatedChanges } from './dated-changes.js';
import type { Store } from './open-store.js';

/** What happens after a commit; each handler re-reads the truth and may run twice. */
function handlersOf({ openSearch }: Store): readonly Handler[] {
  const always = [verifyRelease, openConflicts, openLawAdjustments, powerListUpdates, negativeListReviews];
  return openSearch === undefined ? always : [...always, indexRelease(openSearch)];
}

/** Works the outbox and keeps the index, where there is one, until it is stopped. */
export function startWorker(store: Store): { stop(): Promise<void> } {
  const { db, logger, openSearch } = store;
  const outbox = startOutboxWorker(db, handlersOf(store), {
    channel: 'ledger',
    onFault: (error) => logger.warn({ err: error }, 'the outbox could not be worked; trying again'),
    onError: (error, claim) => logger.warn({ err: error, claim }, 'a delivery failed'),
  });
  const keeper =
    openSearch === undefined
      ? undefined
      : startKeeper(db, openSearch, {
          onProgress: (disclosures) => logger.info({ disclosures }, 'the search index is being filled'),
          onFault: (error) => logger.warn({ err: error }, 'the search index could not be kept; trying again'),
        });
  const dated = startDatedChanges(db, (error) => logger.warn({ err: error }, 'dated changes could not be looked for'));
  const reviews = startAnnualReviews(db, (error) => logger.warn({ err: error }, 'yearly reviews could not be opened'));
  return {
    stop: async () => {
      await reviews.stop();
      await dated.stop();
      await keeper?.stop();
      await outbox.stop();
    },
  };
}
