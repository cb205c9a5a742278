import { contentActors } from '../../seeds/content-actors.js';
import { decideAttribute } from '../../src/modules/content/attribute/decide-attribute.js';
import { createDraft } from '../../src/modules/content/create-draft.js';
import { reviewAspects } from '../../src/modules/content/draft.js';
import { reviewDraft, type ReviewDraftInput } from '../../src/modules/content/review/review-draft.js';
import { submitDraft } from '../../src/modules/content/submit-draft.js';
import type { Database } from '../../src/platform/db/database.js';
import type { Tx } from '../../src/platform/db/tx.js';
import { progressOf } from '../progress.js';
import { seededNumbers } from '../store/random.js';
import { paragraphs, sentence, subject } from '../store/sentences.js';

export interface ApprovedDraft {
  readonly draftId: string;
  readonly expectedRevision: number;
}

const aspects: ReviewDraftInput['aspects'] = reviewAspects.map((aspect) => ({ aspect, result: 'PASS' }));
const atOnce = 6;
const textBytes = 3_700;

/** So many drafts that lack nothing but their release, spread over the bodies, by the product's own verbs. */
export async function approveDrafts(
  db: Database,
  { count, bodyIds, seed }: { readonly count: number; readonly bodyIds: readonly string[]; readonly seed: number },
): Promise<ApprovedDraft[]> {
  const next = seededNumbers(seed);
  const shown = progressOf('Drafts', count);
  const approved: ApprovedDraft[] = [];
  for (let first = 0; first < count; first += atOnce) {
    const bodies = Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => {
      return bodyIds[(first + index) % bodyIds.length] ?? '';
    });
    approved.push(...(await Promise.all(bodies.map((bodyId) => db.transaction((tx) => approve(tx, bodyId, next))))));
    shown(approved.length);
  }
  return approved;
}

async function approve(tx: Tx, bodyId: string, next: (limit: number) => number): Promise<ApprovedDraft> {
  const draft = await createDraft(tx, contentActors.drafter, {
    kind: 'GENERAL_INFORMATION',
    bodyId,
    title: `关于${subject(next)}的公开信息`,
    summary: sentence(next),
    keywords: ['示例'],
    html: paragraphs(textBytes, next)
      .map((text) => `<p>${text}</p>`)
      .join(''),
    itemCodes: [`BX-01-${String(1 + next(24)).padStart(2, '0')}`],
    elements: { scope: sentence(next), contact: '021-5550-0101' },
    formedAt: '2026-11-18',
    attributeProposed: 'PROACTIVE',
  });
  const draftId = draft.id;
  const proactive = { draftId, expectedRevision: draft.revision, attribute: 'PROACTIVE' } as const;
  const { revision } = await decideAttribute(tx, contentActors.signer, proactive);
  let { draft: last } = await submitDraft(tx, contentActors.drafter, { draftId, expectedRevision: revision });
  const reviewers = {
    PRELIMINARY: contentActors.preliminary,
    SECOND: contentActors.second,
    FINAL: contentActors.final,
  };
  for (const stage of ['PRELIMINARY', 'SECOND', 'FINAL'] as const) {
    const review = { draftId, expectedRevision: last.revision, stage, verdict: 'PASS', aspects } as const;
    last = await reviewDraft(tx, reviewers[stage], review);
  }
  return { draftId, expectedRevision: last.revision };
}
