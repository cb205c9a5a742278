import type { Sequence } from '../../src/modules/ledger/sequence.js';

/** The sequence at which something took effect; fails where it was only proposed. */
export function releasedAt({ sequence }: { readonly sequence: Sequence | null }): Sequence {
  if (sequence === null) throw new Error('This was only proposed.');
  return sequence;
}
