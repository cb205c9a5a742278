import type { Tx } from '../../../platform/db/tx.js';
import { afterEachRelease } from '../../ledger/after-releases.js';
import type { Sequence } from '../../ledger/sequence.js';
import { openTasks } from '../../tasks/open-tasks.js';
import { timekeeper } from '../../identity/system-actors.js';
import { closeTasks } from '../../tasks/close-tasks.js';
import { conflictSubject, goneOutcomes } from './close-conflicts.js';
import { findConflicts } from './find-conflicts.js';
import { findSettled } from './find-settled.js';
import { holdItemsSql } from './release-scope.sql.js';

/**
 * After every release: a task for each division below that had set a field for itself which the release changed above;
 * and an end to those whose cause it took away. Releases may come in any order: both look at what stands by now, so
 * that who has changed the field since then has decided already, and what was taken back above asks nobody any longer.
 */
export const openConflicts = afterEachRelease({
  name: 'catalogue.open-conflicts',
  kinds: ['CATALOGUE_CHANGED'],
  work: async (tx, sequence) => {
    const [conflicts, settled] = [await findConflicts(tx, sequence), await findSettled(tx, sequence)];
    if (conflicts.length > 0 || settled.length > 0) await settle(tx, sequence);
  },
});

/** Holds the items first and looks again: a division that is changing the field right now comes before or after. */
async function settle(tx: Tx, sequence: Sequence): Promise<void> {
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
  const settled = await findSettled(tx, sequence);
  for (const outcome of goneOutcomes) {
    const subjects = settled.filter((one) => one.outcome === outcome).map(({ subject }) => subject);
    if (subjects.length === 0) continue;
    const { accountId } = timekeeper;
    await closeTasks(tx, { kind: 'CATALOGUE_CONFLICT', subjects, outcome, accountId, state: 'CANCELLED' });
  }
}
