/** The life of a draft. What is proactive ends RELEASED; what is not ends ISSUED_NOT_PUBLIC. */
export const draftStates = [
  'DRAFTING',
  'SUBMITTED',
  'FIRST_PASSED',
  'SECOND_PASSED',
  'APPROVED',
  'RELEASED',
  'ISSUED_NOT_PUBLIC',
  'RETURNED',
] as const;
export type DraftState = (typeof draftStates)[number];

export const draftActions = [
  'REVISE',
  'DECIDE_ATTRIBUTE',
  'SUBMIT',
  'REFUSE_UNATTRIBUTED',
  'PASS_PRELIMINARY',
  'PASS_SECOND',
  'PASS_FINAL',
  'ISSUE',
  'RETURN',
  'RELEASE',
] as const;
export type DraftAction = (typeof draftActions)[number];

export const reviewStages = ['PRELIMINARY', 'SECOND', 'FINAL'] as const;
export type ReviewStage = (typeof reviewStages)[number];

type Moves = Readonly<Partial<Record<DraftAction, DraftState>>>;

const writing: Moves = {
  REVISE: 'DRAFTING',
  DECIDE_ATTRIBUTE: 'DRAFTING',
  SUBMIT: 'SUBMITTED',
  REFUSE_UNATTRIBUTED: 'RETURNED',
};

/** A change of content or attribute takes the draft out of review, and what reviewers said no longer counts (R-V04). */
const changed: Moves = { REVISE: 'DRAFTING', DECIDE_ATTRIBUTE: 'DRAFTING' };

const moves: Readonly<Record<DraftState, Moves>> = {
  DRAFTING: writing,
  RETURNED: writing,
  SUBMITTED: { ...changed, PASS_PRELIMINARY: 'FIRST_PASSED', RETURN: 'RETURNED' },
  FIRST_PASSED: { ...changed, PASS_SECOND: 'SECOND_PASSED', RETURN: 'RETURNED' },
  SECOND_PASSED: { ...changed, PASS_FINAL: 'APPROVED', ISSUE: 'ISSUED_NOT_PUBLIC', RETURN: 'RETURNED' },
  APPROVED: { ...changed, RELEASE: 'RELEASED' },
  RELEASED: {},
  ISSUED_NOT_PUBLIC: {},
};

/** Where the action leads from this state; null where it is not possible. */
export function nextState(state: DraftState, action: DraftAction): DraftState | null {
  return moves[state][action] ?? null;
}

/** The stage whose turn it is; null while nobody reviews. */
export function awaitedStage(state: DraftState): ReviewStage | null {
  if (state === 'SUBMITTED') return 'PRELIMINARY';
  if (state === 'FIRST_PASSED') return 'SECOND';
  return state === 'SECOND_PASSED' ? 'FINAL' : null;
}

/** True from submission on: opinions may exist that a change makes void. */
export function isInReview(state: DraftState): boolean {
  return awaitedStage(state) !== null || state === 'APPROVED';
}
