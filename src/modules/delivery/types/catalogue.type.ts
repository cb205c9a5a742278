import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Explanation } from '../../../platform/errors/explanation.js';
import { DateTimeScalar, SequenceScalar } from '../../../platform/graphql/scalars.js';
import { ExplanationType } from '../../../platform/graphql/user-error.type.js';
import type { CatalogueCategory, Channel, ElementType, FactState } from '../../catalogue/effective-item.js';
import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { Severity } from '../../rules/pack-rule.js';
import type { FixedDates, TermKind, TermPeriod, TermTrigger, TermUnit } from '../../rules/term.js';
import {
  AdminLevelEnum,
  ApplicabilityEnum,
  CatalogueCategoryEnum,
  ChannelEnum,
  DeadlineKindEnum,
  DeadlinePeriodEnum,
  DeadlineSeverityEnum,
  DeadlineTriggerEnum,
  DeadlineUnitEnum,
  DisclosureMethodEnum,
  ElementTypeEnum,
  FactStateEnum,
} from './enums.js';
import { NodeType, PageInfoType } from './node.type.js';

@ObjectType('FactOrigin', { description: 'Which level said it, since when and why.' })
export class FactOriginType {
  @Field(() => AdminLevelEnum) level!: AdminLevel;
  @Field(() => FactStateEnum) state!: FactState;
  @Field(() => SequenceScalar) since!: bigint;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => String, { nullable: true }) basis!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => String, { nullable: true }) rule!: string | null;
  divisionCode!: string;
}

@ObjectType('FieldOrigin', {
  description:
    'One origin for each contributing fact; the first counts most (nearest, strictest or upper first, by the merge rule of the field).',
})
export class FieldOriginType {
  @Field(() => String) field!: string;
  @Field(() => Boolean) locked!: boolean;
  @Field(() => [FactOriginType]) origins!: readonly FactOriginType[];
}

@ObjectType('ContentElement')
export class ContentElementType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) identifier!: string;
  @Field(() => ElementTypeEnum) type!: ElementType;
  @Field(() => Boolean) required!: boolean;
  @Field(() => [String], { description: 'The choices of an ENUM; empty for other types.' })
  values!: readonly string[];
  @Field(() => Int) order!: number;
  @Field(() => FactOriginType) origin!: FactOriginType;
}

@ObjectType('LegalBasis')
export class LegalBasisType {
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) docNo!: string | null;
  @Field(() => String, { nullable: true }) clause!: string | null;
  @Field(() => FactOriginType) origin!: FactOriginType;
}

@ObjectType('DeadlineFixedDates', { description: 'The same day of every year, as MM-DD, by kind of body.' })
export class DeadlineFixedDatesType implements FixedDates {
  @Field(() => String) department!: string;
  @Field(() => String) street!: string;
  @Field(() => String) government!: string;
}

@ObjectType('Deadline')
export class DeadlineType {
  @Field(() => DeadlineKindEnum) kind!: TermKind;
  @Field(() => Int, { nullable: true }) amount!: number | null;
  @Field(() => DeadlineUnitEnum, { nullable: true }) unit!: TermUnit | null;
  @Field(() => DeadlineTriggerEnum, { nullable: true }) trigger!: TermTrigger | null;
  @Field(() => DeadlinePeriodEnum, {
    nullable: true,
    description: 'The amount counts from the end of each of these; null where it counts from the trigger.',
  })
  period!: TermPeriod | null;
  @Field(() => DeadlineFixedDatesType, {
    nullable: true,
    description: 'Instead of an amount: what is due on a day of every year.',
  })
  fixedDates!: FixedDates | null;
  @Field(() => DeadlineSeverityEnum, {
    nullable: true,
    description: 'SOFT is what is aimed at; null where the term leaves it to the rule that it stands under.',
  })
  severity!: Severity | null;
  @Field(() => DeadlineType, {
    nullable: true,
    description: 'What a soft term may not be stretched beyond; it is among the others too.',
  })
  hardLimit!: DeadlineType | null;
  @Field(() => String, { description: 'As it is printed in the table, in Chinese.' }) text!: string;
  @Field(() => String, { nullable: true }) citation!: string | null;
  @Field(() => [DeadlineType], {
    description: 'Terms of upper or lower levels that this one overrules or that wait for a decision.',
  })
  others!: readonly DeadlineType[];
  @Field(() => FactOriginType) origin!: FactOriginType;
}

@ObjectType('Responsibility')
export class ResponsibilityType {
  @Field(() => Boolean, {
    description: 'True where every body of the division discloses its own, and `body` is only the default.',
  })
  eachBody!: boolean;
  @Field(() => ExplanationType) explanation!: Explanation;
  bodyId!: string;
}

@ObjectType('ChannelTick')
export class ChannelTickType {
  @Field(() => ChannelEnum) channel!: Channel;
  @Field(() => String) label!: string;
  @Field(() => Boolean) ticked!: boolean;
  @Field(() => Int) order!: number;
  @Field(() => FactOriginType) origin!: FactOriginType;
}

@ObjectType('Audience', { description: 'Either all society, or a specific group that is described.' })
export class AudienceType {
  @Field(() => Boolean) allSociety!: boolean;
  @Field(() => String, { nullable: true }) specific!: string | null;
}

@Directive('@key(fields: "division { code } code")')
@ObjectType('CatalogueItem', { implements: NodeType, description: 'One item as it holds at one division.' })
export class CatalogueItemType extends NodeType {
  @Field(() => ID) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Stable English identifier, e.g. BODY_PROFILE.' }) identifier!: string;
  @Field(() => CatalogueCategoryEnum) category!: CatalogueCategory;
  @Field(() => Int, { description: '1, 2, …; leaves may stand at any tier from 1.' }) tier!: number;
  @Field(() => Boolean) isLeaf!: boolean;
  @Field(() => Boolean, { description: 'Added by a lower level for itself.' }) local!: boolean;
  @Field(() => String, { nullable: true, description: 'The pilot field that it belongs to, e.g. ELDERLY_CARE.' })
  pilotField!: string | null;
  @Field(() => ApplicabilityEnum) applicability!: 'APPLICABLE' | 'NOT_APPLICABLE' | 'RETIRED';
  @Field(() => [ContentElementType]) elements!: readonly ContentElementType[];
  @Field(() => [LegalBasisType]) bases!: readonly LegalBasisType[];
  @Field(() => DeadlineType, { nullable: true }) deadline!: DeadlineType | null;
  @Field(() => ResponsibilityType, {
    nullable: true,
    description: 'The body that discloses here, and why it is the one.',
  })
  responsibility!: ResponsibilityType | null;
  @Field(() => [ChannelTickType], {
    description: 'The twelve boxes of the standard table, in its order, then local additions.',
  })
  channels!: readonly ChannelTickType[];
  @Field(() => AudienceType) audience!: AudienceType;
  @Field(() => DisclosureMethodEnum) method!: 'PROACTIVE';
  @Field(() => [AdminLevelEnum]) levels!: readonly AdminLevel[];
  @Field(() => String, { nullable: true }) note!: string | null;
  @Field(() => [FieldOriginType]) fieldOrigins!: readonly FieldOriginType[];
}

@ObjectType('CatalogueItemEdge')
export class CatalogueItemEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => CatalogueItemType) node!: CatalogueItemType;
}

@ObjectType('CatalogueItemConnection')
export class CatalogueItemConnectionType {
  @Field(() => [CatalogueItemEdgeType]) edges!: CatalogueItemEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => Int) totalCount!: number;
}

@InputType('CatalogueItemFilter')
export class CatalogueItemFilterInput {
  @Field(() => CatalogueCategoryEnum, { nullable: true }) category?: CatalogueCategory | null;
  @Field(() => Int, { nullable: true }) tier?: number | null;
  @Field(() => Boolean, { nullable: true }) leaf?: boolean | null;
  @Field(() => String, { nullable: true, description: 'A function of a body, e.g. CIVIL_AFFAIRS.' })
  function?: string | null;
  @Field(() => ID, { nullable: true }) body?: string | null;
  @Field(() => String, { nullable: true, description: 'A pilot field, e.g. ELDERLY_CARE.' }) field?: string | null;
  @Field(() => AdminLevelEnum, { nullable: true }) definedAt?: AdminLevel | null;
  @Field(() => String, { nullable: true }) text?: string | null;
}

/** Carries only the division: its items are looked up when asked for. */
@ObjectType('Catalogue')
export class CatalogueType {
  divisionCode!: string;
}
