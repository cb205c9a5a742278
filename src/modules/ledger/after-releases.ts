import type { Tx } from '../../platform/db/tx.js';
import type { Handler, OutboxEvent } from '../../platform/outbox/handler.js';
import type { ChangeKind } from './ledger-entry.js';
import { parseSequence, type Sequence } from './sequence.js';

export interface ReleaseWork {
  readonly name: string;
  /** Only releases that tell of one of these; left out: every release. */
  readonly kinds?: readonly ChangeKind[];
  readonly work: (tx: Tx, sequences: readonly Sequence[]) => Promise<unknown>;
}

/** Work that every release asks for, several of them at a time; may run twice, in any order. */
export function afterReleases(release: ReleaseWork): Handler {
  const { work } = release;
  return {
    ...afterEachRelease({ ...release, work: (tx, sequence) => work(tx, [sequence]) }),
    handleTogether: async (tx, events) => {
      await work(tx, events.map(sequenceOf));
    },
  };
}

/** The same for work that takes locks release by release. */
export function afterEachRelease({
  name,
  kinds,
  work,
}: Omit<ReleaseWork, 'work'> & { readonly work: (tx: Tx, sequence: Sequence) => Promise<unknown> }): Handler {
  return {
    name,
    topics: ['ledger.appended'],
    ...(kinds === undefined ? {} : { kinds }),
    handle: async (tx, event) => {
      await work(tx, sequenceOf(event));
    },
  };
}

function sequenceOf({ key }: OutboxEvent): Sequence {
  const sequence = parseSequence(key);
  if (sequence === null) throw new Error(`Not a sequence: ${key}`);
  return sequence;
}
