import { type Actor, holds, type Role, type Scope } from '../identity/actor.js';
import { reviewerRoles } from './content-policy.js';
import type { Draft, ReviewOpinion } from './draft.js';
import { awaitedStage, type DraftAction, nextState } from './review/review-state.js';

/** What an editor can be offered; the verb of each decides for itself when it is called. */
export const offeredActions = ['REVISE', 'DECIDE_ATTRIBUTE', 'SUBMIT', 'REVIEW', 'RELEASE'] as const;
export type OfferedAction = (typeof offeredActions)[number];

const byRole: readonly (readonly [OfferedAction & DraftAction, Role])[] = [
  ['REVISE', 'DRAFTER'],
  ['DECIDE_ATTRIBUTE', 'SIGNER'],
  ['SUBMIT', 'DRAFTER'],
  ['RELEASE', 'EDITOR'],
];

/** The buttons that make sense for this person on this draft. `scopes` as from `draftScopes`. */
export function allowedActions(
  draft: Draft,
  actor: Actor,
  { scopes, opinions }: { scopes: readonly Scope[]; opinions: readonly ReviewOpinion[] },
): OfferedAction[] {
  const may = new Set<OfferedAction>();
  for (const [action, role] of byRole) {
    if (nextState(draft.state, action) !== null && holds(actor, [role], scopes)) may.add(action);
  }
  const stage = awaitedStage(draft.state);
  const spoke = opinions.some(
    ({ reviewerId, round, void: gone }) => reviewerId === actor.accountId && round === draft.reviewRound && !gone,
  );
  if (stage !== null && !spoke && !draft.authorIds.includes(actor.accountId)) {
    if (holds(actor, [reviewerRoles[stage]], scopes)) may.add('REVIEW');
  }
  return offeredActions.filter((action) => may.has(action));
}
