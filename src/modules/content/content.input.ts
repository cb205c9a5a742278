import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar, DigestScalar } from '../../platform/graphql/scalars.js';
import type { DisclosureAttribute, DisclosureMode } from './attribute/attribute.js';
import * as types from './content.type.js';
import type {
  AspectFinding,
  AspectResult,
  DraftAttachment,
  DraftRelation,
  ReviewAspect,
  ReviewVerdict,
} from './draft.js';
import type { DisclosureKind, RelationType } from './kinds/kind.js';
import { declareKindFields } from './kinds/kind-graphql.type.js';
import type { InformationOrigin, SourceKind } from './publisher/information-origin.js';
import type { DraftState, ReviewStage } from './review/review-state.js';

@InputType()
export class DraftElementInput {
  @Field(() => ID) element!: string;
  @Field(() => String, { nullable: true, description: 'Null takes it away.' }) text!: string | null;
}

@InputType()
export class DraftAttachmentInput implements DraftAttachment {
  @Field(() => String) name!: string;
  @Field(() => String) mediaType!: string;
  @Field(() => Int) size!: number;
  @Field(() => DigestScalar) sha256!: string;
}

@InputType()
export class DraftRelationInput implements DraftRelation {
  @Field(() => types.DraftRelationTypeEnum) type!: RelationType;
  @Field(() => ID) targetId!: string;
}

@InputType({ description: 'Only what is named is written; the own fields of the kind go under its name.' })
export class DraftContentInput {
  @Field(() => types.InformationOriginEnum, { nullable: true }) origin?: InformationOrigin | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Who made it; who keeps what a person gave; who made or first obtained what came from another body.',
  })
  originBodyId?: string | null;
  @Field(() => types.SourceKindEnum, { nullable: true }) sourceKind?: SourceKind | null;
  @Field(() => String, { nullable: true, description: 'Never public.' }) sourceName?: string | null;
  @Field(() => DraftAttachmentInput, { nullable: true, description: 'As it was received; never public.' })
  sourceCopy?: DraftAttachmentInput | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'All that made it together; documents name their issuers instead.',
  })
  coMakerIds?: string[] | null;
  @Field(() => ID, { nullable: true }) leadBodyId?: string | null;
  @Field(() => [ID], { nullable: true }) itemCodes?: string[] | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) summary?: string | null;
  @Field(() => [String], { nullable: true }) keywords?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Only the declared subset of HTML is kept.' })
  html?: string | null;
  @Field(() => [DraftElementInput], { nullable: true }) elements?: DraftElementInput[] | null;
  @Field(() => [DraftAttachmentInput], { nullable: true }) attachments?: DraftAttachmentInput[] | null;
  @Field(() => [DraftRelationInput], { nullable: true }) relations?: DraftRelationInput[] | null;
  @Field(() => DateScalar, { nullable: true }) formedAt?: string | null;
  @Field(() => DateScalar, { nullable: true }) changedAt?: string | null;
  @Field(() => DateScalar, { nullable: true }) issuedAt?: string | null;
  @Field(() => String, { nullable: true }) language?: string | null;
  @Field(() => types.DraftAttributeEnum, { nullable: true }) attributeProposed?: DisclosureAttribute | null;
  @Field(() => String, { nullable: true }) attributeReason?: string | null;
  @Field(() => types.DraftModeEnum, { nullable: true }) mode?: DisclosureMode | null;
}
declareKindFields(DraftContentInput, 'INPUT');

@InputType()
export class CreateDraftInput {
  @Field(() => types.DraftKindEnum) kind!: DisclosureKind;
  @Field(() => ID) bodyId!: string;
  @Field(() => DraftContentInput) content!: DraftContentInput;
  @Field(() => ID, { nullable: true }) correctsId?: string | null;
  @Field(() => String, { nullable: true }) correctionReason?: string | null;
}

@InputType()
export class ReviseDraftInput {
  @Field(() => ID) draftId!: string;
  @Field(() => Int) expectedRevision!: number;
  @Field(() => DraftContentInput) content!: DraftContentInput;
}

@InputType()
export class ReassignDraftInput {
  @Field(() => ID) draftId!: string;
  @Field(() => Int) expectedRevision!: number;
  @Field(() => ID, { description: 'A body that answers today for the one that ended.' }) bodyId!: string;
}

@InputType()
export class DecideAttributeInput {
  @Field(() => ID) draftId!: string;
  @Field(() => Int) expectedRevision!: number;
  @Field(() => types.DraftAttributeEnum) attribute!: DisclosureAttribute;
  @Field(() => types.DraftModeEnum, { nullable: true }) mode?: DisclosureMode;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType()
export class SubmitDraftInput {
  @Field(() => ID) draftId!: string;
  @Field(() => Int) expectedRevision!: number;
}

@InputType()
export class ReviewFindingInput implements AspectFinding {
  @Field(() => types.ReviewAspectEnum) aspect!: ReviewAspect;
  @Field(() => types.AspectResultEnum) result!: AspectResult;
  @Field(() => String, { nullable: true }) ground?: string | null;
}

@InputType()
export class ReviewDraftInput {
  @Field(() => ID) draftId!: string;
  @Field(() => Int) expectedRevision!: number;
  @Field(() => types.ReviewStageEnum) stage!: ReviewStage;
  @Field(() => types.ReviewVerdictEnum) verdict!: ReviewVerdict;
  @Field(() => [ReviewFindingInput]) aspects!: ReviewFindingInput[];
  @Field(() => String, { nullable: true }) opinion?: string;
}

@ArgsType()
export class DraftsArgs {
  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' }) first!: number;
  @Field(() => String, { nullable: true }) after?: string | null;
  @Field(() => types.DraftStateEnum, { nullable: true }) state?: DraftState | null;
  @Field(() => ID, { nullable: true }) bodyId?: string | null;
}

@ArgsType()
export class DraftReturnsArgs {
  @Field(() => DateScalar, { description: 'The first day.' }) from!: string;
  @Field(() => DateScalar, { description: 'The last day.' }) to!: string;
  @Field(() => ID, { nullable: true, description: 'A rule such as R-A01; all where it is left out.' })
  rule?: string | null;
  @Field(() => ID, { nullable: true }) bodyId?: string | null;
}
