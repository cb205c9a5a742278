import type { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { type Claim, claimList, stillClaimed } from './claim-deliveries.js';
import { deliveryStates, type Handler } from './handler.js';
import { delayAfter, type RetryPolicy } from './retry.js';

const longestMessage = 500;

export type DeliveryError = (error: unknown, claim: Claim) => void;

/**
 * Runs the handler and marks its delivery done in one commit; on failure undoes what it did and lets it rest.
 * Does nothing if the lease ran out and somebody else has the delivery now.
 */
export async function deliver(
  db: Database,
  handler: Handler,
  { claim, retries, onError }: { claim: Claim; retries: RetryPolicy; onError: DeliveryError },
): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      if ((await markDone(tx, [claim])).length > 0) await handler.handle(tx, claim.event);
    });
  } catch (error) {
    onError(error, claim);
    await db.transaction((tx) => letRest(tx, claim, { error, retries }));
  }
}

/**
 * Runs the handler for all of them in one commit. False where that failed: nothing is changed then, and each is to be
 * delivered alone, so that one event that cannot be handled keeps nobody waiting.
 */
export async function deliverTogether(db: Database, handler: Handler, claims: readonly Claim[]): Promise<boolean> {
  if (handler.handleTogether === undefined || claims.length < 2) return false;
  try {
    await db.transaction(async (tx) => {
      const ours = await markDone(tx, claims);
      if (ours.length > 0)
        await handler.handleTogether?.(
          tx,
          ours.map((claim) => claim.event),
        );
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Marks first: the rows stay locked, so whoever comes late waits and then finds them done. Returns the claims whose lease
 * still stands, in their order.
 */
async function markDone(tx: Tx, claims: readonly Claim[]): Promise<readonly Claim[]> {
  const rows = await tx.sql<{ id: string }>(
    `update outbox_delivery d set state = $2, done_at = $3, last_error = null ${stillClaimed('$1')}
     returning d.event_id::text as id`,
    [claimList(claims), deliveryStates.done, tx.clock.now()],
  );
  const marked = new Set(rows.map((row) => row.id));
  return claims.filter((claim) => marked.has(claim.event.id));
}

async function letRest(tx: Tx, claim: Claim, failure: { error: unknown; retries: RetryPolicy }): Promise<void> {
  const { error, retries } = failure;
  const spread = tx.ids.bytes(2).readUInt16BE() / 0xffff;
  const dueAt = new Date(tx.clock.now().getTime() + delayAfter(claim.attempt, retries, spread));
  await tx.sql(
    `update outbox_delivery set state = $4, due_at = $5, last_error = $6
     where event_id = $1 and handler = $2 and attempts = $3 and state = $7`,
    [
      claim.event.id,
      claim.handler,
      claim.attempt,
      claim.attempt >= retries.maxAttempts ? deliveryStates.parked : deliveryStates.waiting,
      dueAt,
      messageOf(error),
      deliveryStates.waiting,
    ],
  );
}

/** The message alone: no stack, no statement, nothing attached to the error. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'Something was thrown that is not an error.';
  const [firstLine = ''] = message.replaceAll('\0', '').split('\n');
  return firstLine.slice(0, longestMessage);
}
