import { Field, ID, InputType, Int } from 'type-graphql';
import type { AdminLevel } from '../jurisdictions/directory.js';
import type { TermKind, TermPeriod, TermTrigger, TermUnit } from '../rules/term.js';
import * as types from './catalogue.type.js';
import type { CatalogueCategory, CatalogueField, Channel, ElementType } from './effective-item.js';

@InputType()
export class CatalogueElementInput {
  @Field(() => ID, { description: 'Unique within the item, e.g. officePhone.' }) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Derived from the id where left out.' }) identifier?:
    | string
    | null;
  @Field(() => types.EditorialElementTypeEnum) type!: ElementType;
  @Field(() => Boolean) required!: boolean;
  @Field(() => [String], { nullable: true, description: 'The choices of an ENUM.' }) values?: string[] | null;
}

@InputType()
export class CatalogueBasisInput {
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) docNo?: string | null;
  @Field(() => String, { nullable: true }) clause?: string | null;
}

@InputType({ description: 'MM-DD of every year, by kind of body.' })
export class CatalogueFixedDatesInput {
  @Field(() => String) department!: string;
  @Field(() => String) street!: string;
  @Field(() => String) government!: string;
}

@InputType()
export class CatalogueTermInput {
  @Field(() => types.EditorialTermKindEnum) kind!: TermKind;
  @Field(() => types.EditorialTermTriggerEnum) trigger!: TermTrigger;
  @Field(() => Int, { nullable: true }) amount?: number | null;
  @Field(() => types.EditorialTermUnitEnum, { nullable: true }) unit?: TermUnit | null;
  @Field(() => types.EditorialTermPeriodEnum, { nullable: true }) period?: TermPeriod | null;
  @Field(() => CatalogueFixedDatesInput, { nullable: true }) fixedDates?: CatalogueFixedDatesInput | null;
  @Field(() => CatalogueBasisInput, { nullable: true }) citation?: CatalogueBasisInput | null;
}

@InputType({ description: 'A body or a function, one of the two.' })
export class CatalogueResponsibilityInput {
  @Field(() => ID, { nullable: true }) bodyId?: string | null;
  @Field(() => String, { nullable: true }) function?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Every body of the division discloses its own.' })
  eachBody?: boolean | null;
}

@InputType({ description: 'All society where `specific` is left out or null.' })
export class CatalogueAudienceInput {
  @Field(() => String, { nullable: true }) specific?: string | null;
}

@InputType({ description: 'One member for each field. Left out = not named; null = an explicit empty value.' })
export class CatalogueFieldValueInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => [CatalogueElementInput], { nullable: true }) elements?: CatalogueElementInput[] | null;
  @Field(() => [CatalogueBasisInput], { nullable: true }) bases?: CatalogueBasisInput[] | null;
  @Field(() => CatalogueTermInput, { nullable: true }) deadline?: CatalogueTermInput | null;
  @Field(() => CatalogueResponsibilityInput, { nullable: true }) responsibility?: CatalogueResponsibilityInput | null;
  @Field(() => [types.EditorialChannelEnum], { nullable: true, description: 'The ticked boxes.' })
  channels?: Channel[] | null;
  @Field(() => CatalogueAudienceInput, { nullable: true }) audience?: CatalogueAudienceInput | null;
  @Field(() => [types.EditorialCatalogueLevelEnum], { nullable: true }) levels?: AdminLevel[] | null;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType({ description: 'Additions to one list.' })
export class CatalogueAdditionsInput {
  @Field(() => [CatalogueElementInput], { nullable: true }) elements?: CatalogueElementInput[] | null;
  @Field(() => [CatalogueBasisInput], { nullable: true }) bases?: CatalogueBasisInput[] | null;
  @Field(() => [types.EditorialChannelEnum], { nullable: true }) channels?: Channel[] | null;
}

@InputType()
export class CatalogueItemInput {
  @Field(() => ID) code!: string;
  @Field(() => ID, { nullable: true }) parentCode?: string | null;
  @Field(() => types.EditorialCategoryEnum) category!: CatalogueCategory;
  @Field(() => Boolean) isLeaf!: boolean;
  @Field(() => String, { description: 'Stable English identifier, e.g. BODY_PROFILE.' }) identifier!: string;
  @Field(() => String, { nullable: true }) pilotField?: string | null;
  @Field(() => CatalogueFieldValueInput, { description: 'A leaf names all columns; a grouping item its name.' })
  columns!: CatalogueFieldValueInput;
}

@InputType()
export class AddItemInput extends CatalogueItemInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The edition that it is proposed in; left out where it takes effect at once.',
  })
  editionId?: string | null;
}

@InputType()
export class AddItemsInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The edition that they are proposed in; left out where they take effect at once.',
  })
  editionId?: string | null;
  @Field(() => [CatalogueItemInput]) items!: CatalogueItemInput[];
}

@InputType()
export class AddLocalItemInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The edition that it is proposed in; left out where it takes effect at once.',
  })
  editionId?: string | null;
  @Field(() => ID) parentCode!: string;
  @Field(() => String) identifier!: string;
  @Field(() => CatalogueFieldValueInput) columns!: CatalogueFieldValueInput;
}

@InputType('CatalogueSubjectInput')
class ItemOfDivisionInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The edition that it is proposed in; left out where it takes effect at once.',
  })
  editionId?: string | null;
  @Field(() => ID) itemCode!: string;
}

@InputType()
export class OverrideFieldInput extends ItemOfDivisionInput {
  @Field(() => CatalogueFieldValueInput, { description: 'Exactly one member.' }) value!: CatalogueFieldValueInput;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) basis?: string | null;
  @Field(() => ID, { nullable: true, description: 'Own fact that was seen; null = none; left out = not asked.' })
  expectedFactId?: string | null;
}

@InputType()
export class AppendToFieldInput extends ItemOfDivisionInput {
  @Field(() => CatalogueAdditionsInput, { description: 'Exactly one member.' }) value!: CatalogueAdditionsInput;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) basis?: string | null;
  @Field(() => ID, { nullable: true }) expectedFactId?: string | null;
}

@InputType()
export class ResetFieldInput extends ItemOfDivisionInput {
  @Field(() => types.EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => ID, { nullable: true }) expectedFactId?: string | null;
}

@InputType()
export class LockFieldInput extends ItemOfDivisionInput {
  @Field(() => types.EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) basis?: string | null;
}

@InputType()
export class UnlockFieldInput extends ItemOfDivisionInput {
  @Field(() => types.EditorialCatalogueFieldEnum) field!: CatalogueField;
}

@InputType()
export class SuppressItemInput extends ItemOfDivisionInput {
  @Field(() => String) reason!: string;
  @Field(() => ID, { nullable: true, description: 'The account of the next level up that agreed; none in an edition.' })
  approverId?: string | null;
}

@InputType()
export class RetireItemInput extends ItemOfDivisionInput {
  @Field(() => String) reason!: string;
}
