import type { Database } from '../db/database.js';
import { claimDeliveries, releaseClaims } from './claim-deliveries.js';
import { deliver, type DeliveryError, deliverTogether } from './deliver.js';
import { fanOut } from './fan-out.js';
import type { Handler } from './handler.js';
import { defaultRetries, type RetryPolicy } from './retry.js';

export interface RelayOptions {
  readonly retries?: RetryPolicy;
  /** Told of every failed attempt; the delivery is looked after already. */
  readonly onError?: DeliveryError;
  /** Once aborted nothing new is begun. */
  readonly signal?: AbortSignal;
}

/** So many deliveries are taken at a time. */
export const deliveryBatch = 32;

/** Works until nothing is due: new events are fanned out, and what handlers add meanwhile is worked too. */
export async function drainOutbox(
  db: Database,
  handlers: readonly Handler[],
  options: RelayOptions = {},
): Promise<void> {
  for (;;) {
    if (options.signal?.aborted) return;
    const { events } = await fanOut(db, handlers);
    const worked = await Promise.all(handlers.map((handler) => workBatch(db, handler, options)));
    if (events === 0 && worked.every((count) => count === 0)) return;
  }
}

/**
 * One batch of one handler, together where it can, else one delivery after the other: what is tried again may have been
 * what killed its worker. Returns how many it took.
 */
export async function workBatch(db: Database, handler: Handler, options: RelayOptions): Promise<number> {
  const retries = options.retries ?? defaultRetries;
  const onError = options.onError ?? (() => undefined);
  const claims = await claimDeliveries(db, handler.name, { limit: deliveryBatch, retries });
  const fresh = claims.every((claim) => claim.attempt === 1) && options.signal?.aborted !== true;
  if (fresh && (await deliverTogether(db, handler, claims))) return claims.length;
  for (const [index, claim] of claims.entries()) {
    if (options.signal?.aborted) {
      await releaseClaims(db, claims.slice(index));
      break;
    }
    await deliver(db, handler, { claim, retries, onError });
  }
  return claims.length;
}
