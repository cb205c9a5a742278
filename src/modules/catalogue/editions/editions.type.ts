import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { DateTimeScalar, SequenceScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { FactSlot } from '../catalogue-fact.js';
import { EditorialCatalogueFieldEnum, EditorialFactSlotEnum, EditorialFactStateEnum } from '../catalogue.type.js';
import type { CatalogueField, FactState } from '../effective-item.js';
import type { EditionDifference } from './diff-edition.js';
import { type Edition, type EditionEvent, type EditionState, editionStates } from './edition.js';

export const CatalogueEditionStateEnum = enumOf(editionStates);
registerEnumType(CatalogueEditionStateEnum, { name: 'CatalogueEditionState' });

@ObjectType('CatalogueEdition', { description: 'What a division proposes to change in its catalogue, as one piece.' })
export class CatalogueEditionType implements Edition {
  @Field(() => ID) id!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) title!: string;
  @Field(() => CatalogueEditionStateEnum) state!: EditionState;
  @Field(() => Int, { description: 'One more with every proposal and every state.' }) version!: number;
  @Field(() => ID) createdBy!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => ID, { nullable: true }) submittedBy!: string | null;
  @Field(() => ID, { nullable: true }) approvedBy!: string | null;
  @Field(() => SequenceScalar, { nullable: true }) publishedSequence!: Sequence | null;
  @Field(() => DateTimeScalar) updatedAt!: Date;
}

@ObjectType('CatalogueEditionEvent')
export class CatalogueEditionEventType implements EditionEvent {
  @Field(() => CatalogueEditionStateEnum) state!: EditionState;
  @Field(() => ID) accountId!: string;
  @Field(() => String, { nullable: true }) opinion!: string | null;
  @Field(() => DateTimeScalar) at!: Date;
}

@ObjectType('CatalogueEditionDifference', { description: 'One change beside what holds, in words.' })
export class CatalogueEditionDifferenceType implements EditionDifference {
  @Field(() => ID) itemCode!: string;
  @Field(() => String, { nullable: true, description: 'Null where the item has gone meanwhile.' })
  itemName!: string | null;
  @Field(() => EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => EditorialFactSlotEnum) slot!: FactSlot;
  @Field(() => EditorialFactStateEnum, { nullable: true, description: 'Null where the division takes its own back.' })
  state!: FactState | null;
  @Field(() => String, { nullable: true, description: 'Null where the division defines the item itself.' })
  inherited!: string | null;
  @Field(() => String, { nullable: true, description: 'What the division says now; null for nothing.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'What it would say; null where it takes its own back.' })
  after!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => ID, { description: 'What a further change in the edition passes as `expectedFactId`.' })
  changeId!: string;
  @Field(() => ID) accountId!: string;
  @Field(() => DateTimeScalar) at!: Date;
}

@ObjectType('CatalogueEditionPayload')
class EditionPayload {
  @Field(() => CatalogueEditionType, { nullable: true }) edition?: Edition;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class OpenEditionPayload extends EditionPayload {}
@ObjectType()
export class WithdrawChangePayload extends EditionPayload {}
@ObjectType()
export class SubmitEditionPayload extends EditionPayload {}
@ObjectType()
export class ReviewEditionPayload extends EditionPayload {}
@ObjectType()
export class ReturnEditionPayload extends EditionPayload {}
@ObjectType()
export class RecallEditionPayload extends EditionPayload {}
@ObjectType()
export class ApproveEditionPayload extends EditionPayload {}
@ObjectType()
export class PublishEditionPayload extends EditionPayload {}

@InputType()
export class OpenEditionInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) title!: string;
}

@InputType()
export class WithdrawChangeInput {
  @Field(() => ID) editionId!: string;
  @Field(() => ID) itemCode!: string;
  @Field(() => EditorialCatalogueFieldEnum, { nullable: true, description: 'Left out: all that is said of the item.' })
  field?: CatalogueField | null;
}

@InputType('EditionStepInput')
class StepInput {
  @Field(() => ID) editionId!: string;
  @Field(() => Int, { nullable: true, description: 'The version that was seen; left out: not asked.' })
  expectedVersion?: number | null;
}

@InputType()
export class SubmitEditionInput extends StepInput {}
@InputType()
export class ReviewEditionInput extends StepInput {}
@InputType()
export class RecallEditionInput extends StepInput {}
@InputType()
export class PublishEditionInput extends StepInput {}

@InputType()
export class ReturnEditionInput extends StepInput {
  @Field(() => String) opinion!: string;
}

@InputType()
export class ApproveEditionInput extends StepInput {
  @Field(() => String, { nullable: true }) opinion?: string | null;
}
