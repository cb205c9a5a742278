import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { closeTasks } from '../../tasks/close-tasks.js';
import type { CatalogueField } from '../effective-item.js';

/** CHANGED: the division set or reset the field in its own course, without the task in mind. */
export type ConflictOutcome = 'KEPT' | 'ACCEPTED' | 'MERGED' | 'CHANGED';

/** Nobody had to decide: what was said above was lifted or taken back, or the item ended for the division. */
export const goneOutcomes = ['LIFTED', 'ENDED'] as const;
export type GoneOutcome = (typeof goneOutcomes)[number];

export interface DecidedFields {
  readonly divisionCode: string;
  readonly fields: readonly { readonly itemCode: string; readonly field: CatalogueField }[];
  readonly outcome: ConflictOutcome;
  readonly reason?: string | null;
}

/** Closes the open conflicts of these fields, by one statement, before the release that decides them. */
export async function closeConflicts(tx: Tx, actor: Actor, decided: DecidedFields): Promise<readonly string[]> {
  const { divisionCode, fields, outcome, reason = null } = decided;
  return closeTasks(tx, {
    kind: 'CATALOGUE_CONFLICT',
    subjects: fields.map(({ itemCode, field }) => conflictSubject({ divisionCode, itemCode, field })),
    outcome,
    evidence: reason,
    accountId: actor.accountId,
  });
}

/** What a conflict task is about. */
export function conflictSubject(about: {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
}): string {
  return `${about.divisionCode}/${about.itemCode}/${about.field}`;
}
