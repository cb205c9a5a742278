import type { Tx } from '../../../platform/db/tx.js';
import { afterEachRelease } from '../../ledger/after-releases.js';
import type { Sequence } from '../../ledger/sequence.js';
import { openTasks } from '../../tasks/open-tasks.js';
import { conflictSubject } from './close-conflicts.js';
import { holdItemsSql } from './conflicts.sql.js';
import { findConflicts } from './find-conflicts.js';

/**
 * After every release: a task for each division below that had set a field for itself which the release changed above.
 * Reads what held at that sequence; who has changed the field since then has decided already.
 */
export const openConflicts = afterEachRelease({
  name: 'catalogue.open-conflicts',
  kinds: ['CATALOGUE_CHANGED'],
  work: async (tx, sequence) => {
    if ((await findConflicts(tx, sequence)).length > 0) await openFor(tx, sequence);
  },
});

/** Holds the items first and looks again: a division that is changing the field right now comes before or after. */
async function openFor(tx: Tx, sequence: Sequence): Promise<void> {
  await tx.sql(holdItemsSql, [sequence]);
  const conflicts = await findConflicts(tx, sequence);
  await openTasks(
    tx,
    conflicts.map((conflict) => ({
      kind: 'CATALOGUE_CONFLICT',
      subject: conflictSubject(conflict),
      cause: sequence.toString(),
      divisionCode: conflict.divisionCode,
      details: { ...conflict.details },
      openedSequence: sequence,
    })),
  );
}
