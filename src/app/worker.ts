import { verifyRelease } from '../modules/publication/verify-release.handlers.js';
import type { Handler } from '../platform/outbox/handler.js';
import { startOutboxWorker } from '../platform/outbox/worker.js';
import type { Store } from './open-store.js';

/** What happens after a commit; each handler re-reads the truth and may run twice. */
export const handlers: readonly Handler[] = [verifyRelease];
