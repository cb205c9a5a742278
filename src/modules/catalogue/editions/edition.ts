import type { Sequence } from '../../ledger/sequence.js';

export const editionStates = ['DRAFT', 'SUBMITTED', 'UPPER_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHED'] as const;
export type EditionState = (typeof editionStates)[number];

/** What one division proposes to change in its catalogue, as one piece (R-I13, CAT-18). */
export interface Edition {
  readonly id: string;
  readonly divisionCode: string;
  readonly title: string;
  readonly state: EditionState;
  /** One more with every proposal and every state. */
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly submittedBy: string | null;
  readonly approvedBy: string | null;
  readonly publishedSequence: Sequence | null;
  readonly updatedAt: Date;
}

export interface EditionEvent {
  readonly state: EditionState;
  readonly accountId: string;
  readonly opinion: string | null;
  readonly at: Date;
}

/** States in which the division itself still works on it. */
export const openStates: readonly EditionState[] = ['DRAFT', 'RETURNED'];

/**
 * Where each state leads; publication needs no approval where nobody is asked for one. What was handed in can be taken
 * back, and what was approved can be returned: the level above may have moved on, and it then fits no longer.
 */
export const nextStates: Readonly<Record<EditionState, readonly EditionState[]>> = {
  DRAFT: ['SUBMITTED', 'PUBLISHED'],
  SUBMITTED: ['UPPER_REVIEW', 'DRAFT'],
  UPPER_REVIEW: ['RETURNED', 'APPROVED', 'DRAFT'],
  RETURNED: ['SUBMITTED', 'PUBLISHED'],
  APPROVED: ['PUBLISHED', 'RETURNED', 'DRAFT'],
  PUBLISHED: [],
};

export const editionStateLabels: Readonly<Record<EditionState, string>> = {
  DRAFT: '起草中',
  SUBMITTED: '已报送',
  UPPER_REVIEW: '上级审核中',
  RETURNED: '已退回',
  APPROVED: '已同意',
  PUBLISHED: '已发布',
};
