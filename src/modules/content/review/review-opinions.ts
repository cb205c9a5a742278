import type { Sql } from '../../../platform/db/sql.js';
import type { Draft, ReviewOpinion } from '../draft.js';

type OpinionJson = Omit<ReviewOpinion, 'at'> & { readonly at: string };

/** Every opinion ever given on a draft, oldest first, void ones too. */
export async function opinionsOn(db: Sql, draftId: string): Promise<ReviewOpinion[]> {
  const rows = await db.sql<{ opinion: OpinionJson }>(
    `select jsonb_build_object('id', o.id, 'draftId', o.draft_id, 'round', o.round, 'stage', o.stage,
       'reviewerId', o.reviewer_id, 'verdict', o.verdict, 'aspects', o.aspects, 'opinion', o.opinion,
       'revision', o.revision, 'at', o.at, 'void', o.void) as opinion
     from review_opinion o where o.draft_id = $1
     order by o.round, array_position(array['PRELIMINARY', 'SECOND', 'FINAL'], o.stage), o.at, o.id`,
    [draftId],
  );
  return rows.map(({ opinion }) => ({ ...opinion, at: new Date(opinion.at) }));
}

/** The passes that count now: of the current round, on the current revision. */
export function standingPasses(draft: Draft, opinions: readonly ReviewOpinion[]): ReviewOpinion[] {
  return opinions.filter(
    (opinion) =>
      !opinion.void &&
      opinion.verdict === 'PASS' &&
      opinion.round === draft.reviewRound &&
      opinion.revision === draft.revision,
  );
}
