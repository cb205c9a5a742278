import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../platform/errors/user-errors.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateTimeScalar, SequenceScalar } from '../../platform/graphql/scalars.js';
import { ExplanationType, UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { Explanation } from '../../platform/errors/explanation.js';
import { type AdminLevel, adminLevels } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import { type Severity, severities } from '../rules/pack-rule.js';
import {
  type FixedDates,
  termKinds,
  termPeriods,
  type TermKind,
  type TermPeriod,
  type TermTrigger,
  termTriggers,
  type TermUnit,
  termUnits,
} from '../rules/term.js';
import type { AddedItems } from './add-items.js';
import type { OverrideBelow } from './drift/overrides-below.js';
import type { CatalogueChange } from './editing/change-fact.js';
import type { OwnFact } from './list-own-facts.js';
import { type FactSlot, factSlots } from './catalogue-fact.js';
import {
  type CatalogueCategory,
  catalogueCategories,
  type CatalogueField,
  catalogueFields,
  type Channel,
  channels,
  type EffectiveItem,
  type ElementType,
  elementTypes,
  type FactState,
  factStates,
} from './effective-item.js';

const register = <Name extends string>(name: string, names: readonly Name[]): { readonly [Key in Name]: Key } => {
  const values = enumOf(names);
  registerEnumType(values, { name });
  return values;
};

export const EditorialCategoryEnum = register('EditorialCatalogueCategory', catalogueCategories);
export const EditorialElementTypeEnum = register('EditorialElementType', elementTypes);
export const EditorialChannelEnum = register('EditorialChannel', channels);
export const EditorialFactStateEnum = register('EditorialFactState', factStates);
export const EditorialFactSlotEnum = register('EditorialFactSlot', factSlots);
export const EditorialCatalogueFieldEnum = register('EditorialCatalogueField', catalogueFields);
export const EditorialCatalogueLevelEnum = register('EditorialCatalogueLevel', adminLevels);
export const EditorialTermKindEnum = register('EditorialTermKind', termKinds);
export const EditorialTermTriggerEnum = register('EditorialTermTrigger', termTriggers);
export const EditorialTermUnitEnum = register('EditorialTermUnit', termUnits);
export const EditorialTermPeriodEnum = register('EditorialTermPeriod', termPeriods);
export const EditorialSeverityEnum = register('EditorialSeverity', severities);
export const EditorialApplicabilityEnum = register('EditorialApplicability', [
  'APPLICABLE',
  'NOT_APPLICABLE',
  'RETIRED',
]);

@ObjectType('EditorialFactOrigin', { description: 'Which level said it, since when and why.' })
export class EditorialFactOriginType {
  @Field(() => ID) divisionCode!: string;
  @Field(() => EditorialCatalogueLevelEnum) level!: AdminLevel;
  @Field(() => EditorialFactStateEnum) state!: FactState;
  @Field(() => SequenceScalar) since!: Sequence;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => String, { nullable: true }) basis!: string | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => ID, { nullable: true }) rule!: string | null;
}

@ObjectType('EditorialFieldOrigin')
export class EditorialFieldOriginType {
  @Field(() => EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => Boolean, { description: 'A lock holds here, of this division or one above.' }) locked!: boolean;
  @Field(() => [EditorialFactOriginType]) origins!: EditorialFactOriginType[];
}

@ObjectType('EditorialOwnFact', { description: 'What the division itself says now; its id is what changes expect.' })
export class EditorialOwnFactType implements OwnFact {
  @Field(() => ID) id!: string;
  @Field(() => EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => EditorialFactSlotEnum) slot!: FactSlot;
  @Field(() => EditorialFactStateEnum) state!: FactState;
  @Field(() => SequenceScalar) since!: Sequence;
  @Field(() => Boolean, { description: 'False while a lock above keeps it from counting.' }) counts!: boolean;
}

@ObjectType('EditorialElement')
export class EditorialElementType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) identifier!: string;
  @Field(() => EditorialElementTypeEnum) type!: ElementType;
  @Field(() => Boolean) required!: boolean;
  @Field(() => [String]) values!: string[];
  @Field(() => Int) order!: number;
  @Field(() => EditorialFactOriginType) origin!: EditorialFactOriginType;
}

@ObjectType('EditorialBasis')
export class EditorialBasisType {
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) docNo!: string | null;
  @Field(() => String, { nullable: true }) clause!: string | null;
  @Field(() => EditorialFactOriginType) origin!: EditorialFactOriginType;
}

@ObjectType('EditorialFixedDates', { description: 'MM-DD of every year, by kind of body.' })
export class EditorialFixedDatesType implements FixedDates {
  @Field(() => String) department!: string;
  @Field(() => String) street!: string;
  @Field(() => String) government!: string;
}

@ObjectType('EditorialDeadline')
export class EditorialDeadlineType {
  @Field(() => EditorialTermKindEnum) kind!: TermKind;
  @Field(() => Int, { nullable: true }) amount!: number | null;
  @Field(() => EditorialTermUnitEnum, { nullable: true }) unit!: TermUnit | null;
  @Field(() => EditorialTermTriggerEnum, { nullable: true }) trigger!: TermTrigger | null;
  @Field(() => EditorialTermPeriodEnum, { nullable: true }) period!: TermPeriod | null;
  @Field(() => EditorialFixedDatesType, { nullable: true }) fixedDates!: FixedDates | null;
  @Field(() => EditorialSeverityEnum, { nullable: true }) severity!: Severity | null;
  @Field(() => EditorialDeadlineType, { nullable: true }) hardLimit!: EditorialDeadlineType | null;
  @Field(() => String) text!: string;
  @Field(() => String, { nullable: true }) citation!: string | null;
  @Field(() => [EditorialDeadlineType]) others!: EditorialDeadlineType[];
  @Field(() => EditorialFactOriginType) origin!: EditorialFactOriginType;
}

@ObjectType('EditorialResponsibility')
export class EditorialResponsibilityType {
  @Field(() => ID) bodyId!: string;
  @Field(() => Boolean) eachBody!: boolean;
  @Field(() => ExplanationType) explanation!: Explanation;
}

@ObjectType('EditorialChannelTick')
export class EditorialChannelTickType {
  @Field(() => EditorialChannelEnum) channel!: Channel;
  @Field(() => String) label!: string;
  @Field(() => Boolean) ticked!: boolean;
  @Field(() => Int) order!: number;
  @Field(() => EditorialFactOriginType) origin!: EditorialFactOriginType;
}

@ObjectType('EditorialAudience')
export class EditorialAudienceType {
  @Field(() => Boolean) allSociety!: boolean;
  @Field(() => String, { nullable: true }) specific!: string | null;
}

@ObjectType('EditorialCatalogueItem', { description: 'An item as it holds at one division, for those who keep it.' })
export class EditorialCatalogueItemType {
  @Field(() => ID) code!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) definedAt!: string;
  @Field(() => String) name!: string;
  @Field(() => String) identifier!: string;
  @Field(() => EditorialCategoryEnum) category!: CatalogueCategory;
  @Field(() => String, { nullable: true }) pilotField!: string | null;
  @Field(() => Int) tier!: number;
  @Field(() => Boolean) isLeaf!: boolean;
  @Field(() => Boolean) local!: boolean;
  @Field(() => ID, { nullable: true }) parentCode!: string | null;
  @Field(() => [ID]) childCodes!: string[];
  @Field(() => EditorialApplicabilityEnum) applicability!: EffectiveItem['applicability'];
  @Field(() => [EditorialElementType]) elements!: EditorialElementType[];
  @Field(() => [EditorialBasisType]) bases!: EditorialBasisType[];
  @Field(() => EditorialDeadlineType, { nullable: true }) deadline!: EditorialDeadlineType | null;
  @Field(() => EditorialResponsibilityType, { nullable: true }) responsibility!: EditorialResponsibilityType | null;
  @Field(() => [EditorialChannelTickType]) channels!: EditorialChannelTickType[];
  @Field(() => EditorialAudienceType) audience!: EditorialAudienceType;
  @Field(() => [EditorialCatalogueLevelEnum]) levels!: AdminLevel[];
  @Field(() => String, { nullable: true }) note!: string | null;
  @Field(() => [EditorialFieldOriginType]) fieldOrigins!: EditorialFieldOriginType[];
}

@ObjectType('EditorialCatalogueChange', { description: 'What a change left: the fact that holds now and since when.' })
export class EditorialCatalogueChangeType implements CatalogueChange {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) itemCode!: string;
  @Field(() => EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => ID, { nullable: true, description: 'Null where something was taken back.' }) factId!: string | null;
  @Field(() => SequenceScalar, { nullable: true, description: 'Null for what is only proposed in an edition.' })
  sequence!: Sequence | null;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => ID, { nullable: true, description: 'The edition that it was put into; null for what took effect.' })
  editionId!: string | null;
}

@ObjectType('EditorialAddedItems')
export class EditorialAddedItemsType implements AddedItems {
  @Field(() => ID) divisionCode!: string;
  @Field(() => [ID]) itemCodes!: string[];
  @Field(() => SequenceScalar, { nullable: true, description: 'Null for what is only proposed in an edition.' })
  sequence!: Sequence | null;
  @Field(() => DateTimeScalar) at!: Date;
}

@ObjectType('EditorialOverrideBelow', { description: 'A division below that has set a field for itself.' })
export class EditorialOverrideBelowType implements OverrideBelow {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) factId!: string;
  @Field(() => String, { description: 'As printed, in Chinese.' }) value!: string;
}

@ObjectType('EditorialChangePayload')
class ChangePayload {
  @Field(() => EditorialCatalogueChangeType, { nullable: true }) change?: CatalogueChange;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType('EditorialAddedPayload')
class AddedPayload {
  @Field(() => EditorialAddedItemsType, { nullable: true }) added?: AddedItems;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class AddItemPayload extends AddedPayload {}
@ObjectType()
export class AddItemsPayload extends AddedPayload {}
@ObjectType()
export class AddLocalItemPayload extends AddedPayload {}
@ObjectType()
export class OverrideFieldPayload extends ChangePayload {}
@ObjectType()
export class AppendToFieldPayload extends ChangePayload {}
@ObjectType()
export class ResetFieldPayload extends ChangePayload {}
@ObjectType()
export class LockFieldPayload extends ChangePayload {
  @Field(() => [EditorialOverrideBelowType], {
    nullable: true,
    description: 'Who below has a value of their own, which is kept and does not count while the lock stands.',
  })
  conflicts?: readonly OverrideBelow[];
}
@ObjectType()
export class UnlockFieldPayload extends ChangePayload {}
@ObjectType()
export class SuppressItemPayload extends ChangePayload {}
@ObjectType()
export class RetireItemPayload extends ChangePayload {}
