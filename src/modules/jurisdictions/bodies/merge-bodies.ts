import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { EntryInput } from '../../ledger/ledger-entry.js';
import { dayBefore } from './day-before.js';
import { checkMerger, type Heir, type Merger } from './check-merger.js';
import type { Body } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { nextBodyRow } from './next-body-row.js';
import { successionRows } from './succession-rows.js';

export interface MergerInput {
  readonly predecessorId: string;
  readonly successors: readonly Heir[];
  readonly effectiveOn: string;
}

/**
 * Records that a body ends and who carries on what it did (5.6.6), one body for all or several by function: its last
 * day becomes the day before `effectiveOn`, unless it had ended before. Moves nothing else: what it published keeps its origin, and who
 * answers for it now follows from the directory. Returns the body that ended.
 */
export async function mergeBodies(tx: Tx, actor: Actor, input: MergerInput): Promise<Body> {
  const directory = await lockDirectory(tx);
  const predecessor = directory.body(input.predecessorId);
  if (predecessor === undefined) throw notFound();
  requireKeeper(actor, directory.scopesOf(predecessor.divisionCode));
  for (const { bodyId } of input.successors) {
    const heir = directory.body(bodyId);
    if (heir !== undefined) requireKeeper(actor, directory.scopesOf(heir.divisionCode));
  }
  const merger: Merger = { predecessor, successors: input.successors, effectiveOn: input.effectiveOn };
  const faults = checkMerger(directory, merger);
  if (faults.length > 0) refuse(...faults);

  await recordAudit(tx, actor, {
    verb: 'merge-bodies',
    subject: `body:${predecessor.id}`,
    details: { successors: input.successors, effectiveOn: input.effectiveOn },
  });
  const ended = { ...predecessor, validTo: predecessor.validTo ?? (await dayBefore(tx, input.effectiveOn)) };
  await appendRelease(tx, {
    entries: [
      { kind: 'BODY_CHANGED', subject: predecessor.id },
      ...input.successors.map(({ bodyId }): EntryInput => ({ kind: 'BODY_CHANGED', subject: bodyId })),
    ],
    writes: [
      ...nextBodyRow(ended),
      successionRows(predecessor.id, { heirs: input.successors, effectiveOn: input.effectiveOn }),
    ],
  });
  return { ...ended, successorIds: input.successors.map((heir) => heir.bodyId).toSorted() };
}
