import { Field, InputType, ObjectType } from 'type-graphql';
import type { Explanation } from '../../platform/errors/explanation.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { ExplanationType } from '../../platform/graphql/user-error.type.js';
import type { Severity } from '../rules/pack-rule.js';
import type { TermKind, TermTrigger } from '../rules/term.js';
import {
  EditorialFactOriginType,
  EditorialSeverityEnum,
  EditorialTermKindEnum,
  EditorialTermTriggerEnum,
} from './catalogue.type.js';
import type { ItemDueDate, TermDueDate } from './due-date-of-item.js';
import type { FactOrigin } from './effective-item.js';

@ObjectType('EditorialTermDueDate', { description: 'When one of the terms of an item ends, and why.' })
export class EditorialTermDueDateType implements TermDueDate {
  @Field(() => DateScalar) date!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => Boolean, { description: 'Counted without the calendar of a year, which is not published yet.' })
  provisional!: boolean;
  @Field(() => ExplanationType) explanation!: Explanation;
  @Field(() => EditorialTermKindEnum) kind!: TermKind;
  @Field(() => EditorialTermTriggerEnum) trigger!: TermTrigger;
  @Field(() => EditorialSeverityEnum, { description: 'SOFT: a date to aim at.' }) severity!: Severity;
  @Field(() => String) text!: string;
  @Field(() => EditorialFactOriginType, { nullable: true, description: 'Null for the general term of the pack.' })
  origin!: FactOrigin | null;
}

@ObjectType('EditorialItemDueDate', { description: 'The date of the term that ends first: the one that rules.' })
export class EditorialItemDueDateType extends EditorialTermDueDateType implements ItemDueDate {
  @Field(() => [EditorialTermDueDateType], { description: 'The other terms that apply beside it, earliest first.' })
  others!: readonly TermDueDate[];
  @Field(() => EditorialTermDueDateType, {
    nullable: true,
    description: 'The first of the dates that may not be missed; null where all are only aimed at.',
  })
  limit!: TermDueDate | null;
  @Field(() => [String], { description: 'Terms, as printed, that count from something that has not been named.' })
  unstarted!: readonly string[];
}

@InputType('EditorialTriggeredInput', { description: 'That something happened from which terms count.' })
export class EditorialTriggeredInput {
  @Field(() => EditorialTermTriggerEnum) trigger!: TermTrigger;
  @Field(() => DateTimeScalar) at!: Date;
}
