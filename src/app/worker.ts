import { verifyRelease } from '../modules/publication/verify-release.handlers.js';
import type { Handler } from '../platform/outbox/handler.js';
import { type OutboxWorker, startOutboxWorker } from '../platform/outbox/worker.js';
import type { Store } from './open-store.js';

/** What happens after a commit; each handler re-reads the truth and may run twice. */
export const handlers: readonly Handler[] = [verifyRelease];

export function startWorker(store: Store): OutboxWorker {
  return startOutboxWorker(store.db, handlers, {
    channel: 'ledger',
    onFault: (error) => store.logger.warn({ err: error }, 'the outbox could not be worked; trying again'),
    onError: (error, claim) => store.logger.warn({ err: error, claim }, 'a delivery failed'),
  });
}
