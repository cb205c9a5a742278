import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Explanation } from '../../../platform/errors/explanation.js';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { DateScalar, DateTimeScalar } from '../../../platform/graphql/scalars.js';
import { ExplanationType, UserErrorType } from '../../../platform/graphql/user-error.type.js';
import { type Severity, severities } from '../../rules/pack-rule.js';
import type { Task } from '../../tasks/task.js';
import { TaskType } from '../../tasks/task.type.js';
import { EditorialCatalogueFieldEnum, EditorialChannelEnum } from '../catalogue.type.js';
import type { CatalogueField, Channel } from '../effective-item.js';
import type { ExemptFunction } from './exempt-function.js';
import type { Exemption } from './exemption.js';
import { type Finding, type FindingKind, findingKinds } from './finding.js';
import type { CatalogueReview, RecordCatalogueReview } from './record-catalogue-review.js';
import type { SettleLawAdjustment } from './settle-law-adjustment.js';

const FindingKindEnum = enumOf(findingKinds);
registerEnumType(FindingKindEnum, { name: 'CatalogueFindingKind' });
const SeverityEnum = enumOf(severities);
registerEnumType(SeverityEnum, { name: 'CatalogueFindingSeverity' });

@ObjectType('CatalogueFinding', { description: 'Something in the catalogue of a division that somebody should mend.' })
export class CatalogueFindingType implements Finding {
  @Field(() => FindingKindEnum) kind!: FindingKind;
  @Field(() => ID) rule!: string;
  @Field(() => SeverityEnum) severity!: Severity;
  @Field(() => [ID], { description: 'Every item concerned, in display order.' }) itemCodes!: readonly string[];
  @Field(() => ID, { nullable: true }) bodyId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The element that is bound more than once.' })
  element!: string | null;
  @Field(() => String, { nullable: true, description: 'The function that no leaf covers.' }) function!: string | null;
  @Field(() => EditorialCatalogueFieldEnum, { nullable: true, description: 'The column that is empty.' })
  field!: CatalogueField | null;
  @Field(() => EditorialChannelEnum, { nullable: true }) channel!: Channel | null;
  @Field(() => String) message!: string;
  @Field(() => ExplanationType) explanation!: Explanation;
}

@ObjectType('CatalogueExemption', {
  description: 'A function that needs no item of its own in a division and those below it.',
})
export class CatalogueExemptionType implements Exemption {
  @Field(() => ID) id!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) function!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true }) document!: string | null;
  @Field(() => ID) exemptedBy!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
}

@ObjectType('CatalogueReview')
export class CatalogueReviewType implements CatalogueReview {
  @Field(() => ID) divisionCode!: string;
  @Field(() => DateScalar) reviewedOn!: string;
  @Field(() => DateScalar, { nullable: true }) nextDue!: string | null;
  @Field(() => [ID]) closedTasks!: readonly string[];
}

@InputType()
export class ExemptFunctionInput implements ExemptFunction {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) function!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true, description: 'Number of the paper on which it was decided.' })
  document?: string | null;
}

@InputType()
export class EndExemptionInput {
  @Field(() => ID) exemptionId!: string;
}

@InputType()
export class RecordCatalogueReviewInput implements RecordCatalogueReview {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) note!: string;
}

@InputType()
export class SettleLawAdjustmentInput implements SettleLawAdjustment {
  @Field(() => ID) taskId!: string;
  @Field(() => String) note!: string;
}

@ObjectType()
export class ExemptFunctionPayload {
  @Field(() => CatalogueExemptionType, { nullable: true }) exemption?: Exemption;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class EndExemptionPayload {
  @Field(() => CatalogueExemptionType, { nullable: true }) exemption?: Exemption;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RecordCatalogueReviewPayload {
  @Field(() => CatalogueReviewType, { nullable: true }) review?: CatalogueReview;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class SettleLawAdjustmentPayload {
  @Field(() => TaskType, { nullable: true }) task?: Task;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
