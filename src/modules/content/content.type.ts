import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Explanation } from '../../platform/errors/explanation.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateScalar, DateTimeScalar, DigestScalar } from '../../platform/graphql/scalars.js';
import { ExplanationType, UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { Body } from '../jurisdictions/directory.js';
import { EditorialBodyType } from '../jurisdictions/jurisdictions.type.js';
import { offeredActions } from './allowed-actions.js';
import {
  type DisclosureAttribute,
  disclosureAttributes,
  type DisclosureMode,
  disclosureModes,
} from './attribute/attribute.js';
import type { ReturnCount } from './count-returns.js';
import {
  type AspectFinding,
  type AspectResult,
  aspectResults,
  type DraftAttachment,
  type DraftRelation,
  type ReviewAspect,
  reviewAspects,
  type ReviewOpinion,
  type ReviewVerdict,
  reviewVerdicts,
} from './draft.js';
import type { DraftView } from './draft-view.js';
import { type DisclosureKind, disclosureKinds, type RelationType, relationTypes } from './kinds/kind.js';
import { declareKindFields } from './kinds/kind-graphql.type.js';
import {
  type InformationOrigin,
  informationOrigins,
  type SourceKind,
  sourceKinds,
} from './publisher/information-origin.js';
import {
  type PublisherStanding,
  publisherStandings,
  type ResponsiblePublisher,
} from './publisher/responsible-publisher.js';
import { type DraftState, draftStates, type ReviewStage, reviewStages } from './review/review-state.js';

export const DraftKindEnum = enumOf(disclosureKinds);
registerEnumType(DraftKindEnum, { name: 'DraftKind' });
export const DraftStateEnum = enumOf(draftStates);
registerEnumType(DraftStateEnum, { name: 'DraftState' });
export const DraftAttributeEnum = enumOf(disclosureAttributes);
registerEnumType(DraftAttributeEnum, { name: 'DraftAttribute' });
export const DraftModeEnum = enumOf(disclosureModes);
registerEnumType(DraftModeEnum, { name: 'DraftMode' });
export const DraftRelationTypeEnum = enumOf(relationTypes);
registerEnumType(DraftRelationTypeEnum, { name: 'DraftRelationType' });
export const DraftActionEnum = enumOf(offeredActions);
registerEnumType(DraftActionEnum, { name: 'DraftAction' });
export const ReviewStageEnum = enumOf(reviewStages);
registerEnumType(ReviewStageEnum, { name: 'ReviewStage' });
export const ReviewVerdictEnum = enumOf(reviewVerdicts);
registerEnumType(ReviewVerdictEnum, { name: 'ReviewVerdict' });
export const ReviewAspectEnum = enumOf(reviewAspects);
registerEnumType(ReviewAspectEnum, { name: 'ReviewAspect' });
export const AspectResultEnum = enumOf(aspectResults);
registerEnumType(AspectResultEnum, { name: 'ReviewAspectResult' });
export const InformationOriginEnum = enumOf(informationOrigins);
registerEnumType(InformationOriginEnum, { name: 'InformationOrigin' });
export const SourceKindEnum = enumOf(sourceKinds);
registerEnumType(SourceKindEnum, { name: 'InformationSourceKind' });
export const PublisherStandingEnum = enumOf(publisherStandings);
registerEnumType(PublisherStandingEnum, { name: 'PublisherStanding' });

@ObjectType('DraftPublisher', {
  description: 'Which body answers for the information, and what the body of the draft may do.',
})
export class DraftPublisherType implements Omit<ResponsiblePublisher, 'path'> {
  @Field(() => PublisherStandingEnum) standing!: PublisherStanding;
  @Field(() => EditorialBodyType, { nullable: true, description: 'Null while the disclosure office has to decide.' })
  body!: Body | null;
  @Field(() => ID) rule!: string;
  @Field(() => ExplanationType) explanation!: Explanation;
}

@ObjectType('DraftReturnCount', { description: 'How often the office check sent drafts of a body back by a rule.' })
export class DraftReturnCountType implements ReturnCount {
  @Field(() => ID) bodyId!: string;
  @Field(() => String) bodyName!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) rule!: string;
  @Field(() => Int) count!: number;
}

@ObjectType()
export class DraftElement {
  @Field(() => ID) element!: string;
  @Field(() => String) text!: string;
}

@ObjectType('DraftAttachment')
export class DraftAttachmentType implements DraftAttachment {
  @Field(() => String) name!: string;
  @Field(() => String) mediaType!: string;
  @Field(() => Int, { description: 'Bytes.' }) size!: number;
  @Field(() => DigestScalar) sha256!: string;
}

@ObjectType('DraftRelation')
export class DraftRelationType implements DraftRelation {
  @Field(() => DraftRelationTypeEnum) type!: RelationType;
  @Field(() => ID) targetId!: string;
}

@ObjectType('ReviewFinding')
export class ReviewFindingType implements AspectFinding {
  @Field(() => ReviewAspectEnum) aspect!: ReviewAspect;
  @Field(() => AspectResultEnum) result!: AspectResult;
  @Field(() => String, { nullable: true }) ground?: string | null;
}

@ObjectType('ReviewOpinion')
export class ReviewOpinionType implements Omit<ReviewOpinion, 'draftId'> {
  @Field(() => ID) id!: string;
  @Field(() => Int) round!: number;
  @Field(() => ReviewStageEnum) stage!: ReviewStage;
  @Field(() => ID) reviewerId!: string;
  @Field(() => ReviewVerdictEnum) verdict!: ReviewVerdict;
  @Field(() => [ReviewFindingType]) aspects!: AspectFinding[];
  @Field(() => String) opinion!: string;
  @Field(() => Int, { description: 'The revision that was read.' }) revision!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => Boolean, { description: 'True once a later change made it not count.' }) void!: boolean;
}

@ObjectType('Draft')
export class DraftType implements DraftView {
  @Field(() => ID) id!: string;
  @Field(() => DraftKindEnum) kind!: DisclosureKind;
  @Field(() => ID) bodyId!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => InformationOriginEnum) origin!: InformationOrigin;
  @Field(() => ID) originBodyId!: string;
  @Field(() => SourceKindEnum, { nullable: true }) sourceKind!: SourceKind | null;
  @Field(() => String, { nullable: true, description: 'Never public.' }) sourceName!: string | null;
  @Field(() => DraftAttachmentType, { nullable: true, description: 'As it was received; never public.' })
  sourceCopy!: DraftAttachment | null;
  @Field(() => [ID]) coMakerIds!: string[];
  @Field(() => ID, { nullable: true }) leadBodyId!: string | null;
  @Field(() => [ID]) itemCodes!: string[];
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) summary!: string | null;
  @Field(() => [String]) keywords!: string[];
  @Field(() => String, { nullable: true }) html!: string | null;
  @Field(() => String, { nullable: true }) text!: string | null;
  @Field(() => [DraftElement]) elements!: DraftElement[];
  @Field(() => [DraftAttachmentType]) attachments!: DraftAttachment[];
  @Field(() => [DraftRelationType]) relations!: DraftRelation[];
  @Field(() => DateScalar, { nullable: true }) formedAt!: string | null;
  @Field(() => DateScalar, { nullable: true }) changedAt!: string | null;
  @Field(() => DateScalar, { nullable: true }) issuedAt!: string | null;
  @Field(() => String) language!: string;
  @Field(() => DraftAttributeEnum, { nullable: true }) attributeProposed!: DisclosureAttribute | null;
  @Field(() => String, { nullable: true }) attributeReason!: string | null;
  @Field(() => DraftAttributeEnum, { nullable: true, description: "The signer's: this one stands." })
  attributeDecided!: DisclosureAttribute | null;
  @Field(() => ID, { nullable: true }) attributeDecidedBy!: string | null;
  @Field(() => String, { nullable: true }) attributeDecisionReason!: string | null;
  @Field(() => DraftModeEnum) mode!: DisclosureMode;
  @Field(() => DraftStateEnum) state!: DraftState;
  @Field(() => Int) reviewRound!: number;
  @Field(() => Int) revision!: number;
  @Field(() => ID, { nullable: true }) correctsId!: string | null;
  @Field(() => String, { nullable: true }) correctionReason!: string | null;
  @Field(() => ID, { nullable: true }) releasedDisclosureId!: string | null;
  @Field(() => Int, { nullable: true }) releasedVersion!: number | null;
  @Field(() => [ID]) authorIds!: string[];
  @Field(() => ID) createdBy!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => ID) updatedBy!: string;
  @Field(() => DateTimeScalar) updatedAt!: Date;
}
declareKindFields(DraftType, 'OUTPUT');

@ObjectType()
export class DraftEdge {
  @Field(() => String) cursor!: string;
  @Field(() => DraftType) node!: DraftView;
}

@ObjectType()
export class DraftConnection {
  @Field(() => [DraftEdge]) edges!: DraftEdge[];
  @Field(() => Boolean) hasNextPage!: boolean;
}

@ObjectType()
export class CreateDraftPayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class ReassignDraftPayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class ReviseDraftPayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class DecideAttributePayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class SubmitDraftPayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => UserErrorType, { nullable: true, description: 'Why the office check sent it back to its drafter.' })
  returned?: UserError | null;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class ReviewDraftPayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
