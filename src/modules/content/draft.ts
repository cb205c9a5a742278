import type { DisclosureAttribute, DisclosureMode } from './attribute/attribute.js';
import type { DisclosureKind, KindFields, RelationType } from './kinds/kind.js';
import type { InformationOrigin, SourceKind } from './publisher/information-origin.js';
import type { DraftState, ReviewStage } from './review/review-state.js';

export interface DraftAttachment {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface DraftRelation {
  readonly type: RelationType;
  /** Id of a disclosure. */
  readonly targetId: string;
}

/** What a drafter writes. Dates are YYYY-MM-DD; `html` is sanitised and `text` follows from it. */
export interface DraftContent {
  readonly origin: InformationOrigin;
  /** The body that made the information, keeps what a person gave, or made or first obtained what came from elsewhere. */
  readonly originBodyId: string;
  /** Of whom it was received where that is no body; the name may be a citizen's and is for editors only. */
  readonly sourceKind: SourceKind | null;
  readonly sourceName: string | null;
  /** The copy as it was received: reviewers compare with it, nobody publishes it. */
  readonly sourceCopy: DraftAttachment | null;
  /** All that made it together, the lead among them, where the kind does not name its issuers itself. */
  readonly coMakerIds: readonly string[];
  readonly leadBodyId: string | null;
  readonly itemCodes: readonly string[];
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly html: string | null;
  readonly text: string | null;
  readonly fields: KindFields;
  /** Element id → text. */
  readonly elements: Readonly<Record<string, string>>;
  readonly attachments: readonly DraftAttachment[];
  readonly relations: readonly DraftRelation[];
  readonly formedAt: string | null;
  readonly changedAt: string | null;
  readonly issuedAt: string | null;
  readonly language: string;
  readonly attributeProposed: DisclosureAttribute | null;
  /** The drafter's reason for proposing less than proactive. */
  readonly attributeReason: string | null;
  readonly mode: DisclosureMode;
}

export interface Draft extends DraftContent {
  readonly id: string;
  readonly kind: DisclosureKind;
  /** The body that publishes. */
  readonly bodyId: string;
  readonly divisionCode: string;
  /** The signer's decision: this one stands (R-A11). */
  readonly attributeDecided: DisclosureAttribute | null;
  readonly attributeDecidedBy: string | null;
  readonly attributeDecisionReason: string | null;
  readonly state: DraftState;
  /** The round that reviewers are in, or that the next submission opens; from 1. */
  readonly reviewRound: number;
  /** +1 with every change of content or attribute. */
  readonly revision: number;
  /** The disclosure of which this will be the next version. */
  readonly correctsId: string | null;
  readonly correctionReason: string | null;
  readonly releasedDisclosureId: string | null;
  readonly releasedVersion: number | null;
  /** Everyone who wrote content: none of them may review it (R-V02). */
  readonly authorIds: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

export const reviewAspects = ['LEGALITY', 'SECRECY', 'COMPLETENESS', 'TRUTHFULNESS', 'FORM_AND_WORDING'] as const;
export type ReviewAspect = (typeof reviewAspects)[number];

export const aspectResults = ['PASS', 'FAIL', 'NOT_APPLICABLE'] as const;
export type AspectResult = (typeof aspectResults)[number];

export const reviewVerdicts = ['PASS', 'RETURN'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

export interface AspectFinding {
  readonly aspect: ReviewAspect;
  readonly result: AspectResult;
  /** Needed for everything but PASS. */
  readonly ground?: string | null;
}

/** What one person said at one stage; kept for ever. */
export interface ReviewOpinion {
  readonly id: string;
  readonly draftId: string;
  readonly round: number;
  readonly stage: ReviewStage;
  readonly reviewerId: string;
  readonly verdict: ReviewVerdict;
  readonly aspects: readonly AspectFinding[];
  readonly opinion: string;
  /** The revision that was read. */
  readonly revision: number;
  readonly at: Date;
  /** True once a later change made it not count (R-V04). */
  readonly void: boolean;
}
