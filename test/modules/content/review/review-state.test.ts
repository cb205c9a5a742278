import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, type ReviewOpinion } from '../../../../src/modules/content/draft.js';
import { turnFaults } from '../../../../src/modules/content/review/review-faults.js';
import {
  awaitedStage,
  type DraftAction,
  draftActions,
  type DraftState,
  draftStates,
  isInReview,
  nextState,
  type ReviewStage,
  reviewStages,
} from '../../../../src/modules/content/review/review-state.js';
import { packFor } from '../../../../src/modules/rules/packs.js';

const passes: Readonly<Record<ReviewStage, DraftAction>> = {
  PRELIMINARY: 'PASS_PRELIMINARY',
  SECOND: 'PASS_SECOND',
  FINAL: 'PASS_FINAL',
};

describe('the life of a draft', () => {
  it('reaches APPROVED by the three passes in a row after a submission, and in no other way', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...draftActions), { maxLength: 40 }), (actions) => {
        let state: DraftState = 'DRAFTING';
        const taken: DraftAction[] = [];
        for (const action of actions) {
          const next = nextState(state, action);
          if (next === null) continue;
          state = next;
          taken.push(action);
          if (state !== 'APPROVED' && state !== 'ISSUED_NOT_PUBLIC') continue;
          const last = state === 'APPROVED' ? 'PASS_FINAL' : 'ISSUE';
          expect(taken.slice(-4)).toEqual(['SUBMIT', 'PASS_PRELIMINARY', 'PASS_SECOND', last]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never passes a stage twice by one person or by an author, however many try in whatever order', () => {
    const people = ['甲', '乙', '丙', '丁'];
    const step = fc.record({
      who: fc.constantFrom(...people),
      stage: fc.constantFrom(...reviewStages),
      revise: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.subarray(people, { minLength: 1, maxLength: 2 }),
        (steps, authorIds) => {
          let draft = { state: 'SUBMITTED' as DraftState, authorIds, reviewRound: 1 };
          let opinions: ReviewOpinion[] = [];
          for (const { who, stage, revise } of steps) {
            if (revise === 0) {
              opinions = opinions.map((opinion) => ({ ...opinion, void: true }));
              draft = { ...draft, state: 'SUBMITTED', reviewRound: draft.reviewRound + 1 };
              continue;
            }
            if (turnFaults(draft, { opinions, stage, reviewerId: who, pack: packFor('SHANGHAI') }).length > 0) continue;
            const state = nextState(draft.state, passes[stage]);
            if (state === null) throw new Error('A turn without fault must be possible.');
            opinions.push(opinion(draft, { stage, reviewerId: who }));
            draft = { ...draft, state };
          }
          const standing = opinions.filter((one) => !one.void && one.round === draft.reviewRound);
          const reviewers = new Set(standing.map((one) => one.reviewerId));
          expect(reviewers.size).toBe(standing.length);
          expect(authorIds.some((author) => reviewers.has(author))).toBe(false);
          expect(standing.map((one) => one.stage)).toEqual(reviewStages.slice(0, standing.length));
          expect(draft.state === 'APPROVED').toBe(standing.length === 3);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has no way out of its two ends', () => {
    for (const end of ['RELEASED', 'ISSUED_NOT_PUBLIC'] as const) {
      expect(draftActions.filter((action) => nextState(end, action) !== null)).toEqual([]);
    }
  });

  it('can be changed in every state before the end, and is then being drafted', () => {
    const open = draftStates.filter((state) => state !== 'RELEASED' && state !== 'ISSUED_NOT_PUBLIC');
    expect(open.map((state) => nextState(state, 'REVISE'))).toEqual(open.map(() => 'DRAFTING'));
  });

  it('awaits one stage at a time', () => {
    expect(draftStates.map(awaitedStage)).toEqual([null, 'PRELIMINARY', 'SECOND', 'FINAL', null, null, null, null]);
    expect(draftStates.filter(isInReview)).toEqual(['SUBMITTED', 'FIRST_PASSED', 'SECOND_PASSED', 'APPROVED']);
  });
});

function opinion(draft: Pick<Draft, 'reviewRound'>, said: Pick<ReviewOpinion, 'stage' | 'reviewerId'>): ReviewOpinion {
  return {
    id: '',
    draftId: '',
    round: draft.reviewRound,
    verdict: 'PASS',
    aspects: [],
    opinion: '',
    revision: 1,
    at: new Date(0),
    void: false,
    ...said,
  };
}
