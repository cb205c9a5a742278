import { setTimeout as rest } from 'node:timers/promises';
import type { Sequence } from '../ledger/sequence.js';
import type { SearchPort } from './search-port.js';

const patience = 2_000;
const pause = 25;

/**
 * Where an operation with a search in it is read: as late as both this node and the index know everything. With
 * `atLeast` the index has two seconds to get there; after that the operation is read at the head, where the store answers.
 */
export async function searchSequence(
  search: SearchPort,
  { head, atLeast }: { readonly head: Sequence; readonly atLeast: Sequence | null },
): Promise<Sequence> {
  const until = performance.now() + patience;
  for (;;) {
    const complete = await search.completeTo();
    if (complete >= head) return head;
    if (atLeast === null || complete >= atLeast) return complete;
    if (performance.now() >= until) return head;
    await rest(pause);
  }
}
