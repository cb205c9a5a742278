import type { Explanation } from '../../platform/errors/explanation.js';
import type { Role } from '../identity/actor.js';
import type { Sequence } from '../ledger/sequence.js';

/**
 * CATALOGUE_CONFLICT: an upper level changed a field that the division had set itself; subject
 * `{division}/{item}/{field}`, cause the sequence. LAW_ADJUSTMENT: a cited law was amended; subject
 * `{division}/{item}`, cause law id and version. CATALOGUE_REVIEW: the yearly review; subject the division, cause the
 * year. POWER_LIST_UPDATE: functions moved; subject the id of the body that answers for them now, cause the
 * successions. NEGATIVE_LIST_REVIEW: a negative list is to be looked at again; subject its disclosure id, cause its
 * version.
 */
export const taskKinds = [
  'CATALOGUE_CONFLICT',
  'LAW_ADJUSTMENT',
  'CATALOGUE_REVIEW',
  'POWER_LIST_UPDATE',
  'NEGATIVE_LIST_REVIEW',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskStates = ['OPEN', 'DONE', 'CANCELLED'] as const;
export type TaskState = (typeof taskStates)[number];

/** What a kind of task has to tell: ids, codes and printed values. */
export type TaskDetails = Readonly<Record<string, unknown>>;

/** Something that somebody in a division must do. Only staff see tasks. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  readonly subject: string;
  readonly cause: string;
  readonly divisionCode: string;
  readonly bodyId: string | null;
  /** YYYY-MM-DD, with `why` it is that day. */
  readonly dueDate: string | null;
  readonly why: Explanation | null;
  readonly details: TaskDetails;
  readonly state: TaskState;
  readonly openedAt: Date;
  /** The release that made it necessary, where one did. */
  readonly openedSequence: Sequence | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly outcome: string | null;
  readonly evidence: string | null;
}

/** Whose work a division's tasks are, and who watches that it gets done. */
export const taskReaders: readonly Role[] = ['DISCLOSURE_OFFICE', 'EDITOR', 'UPPER_APPROVER', 'OPERATOR', 'SUPERVISOR'];
