import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import type { FactOrigin } from '../../catalogue/effective-item.js';
import type { ItemDueDate, TermDueDate } from '../../catalogue/due-date-of-item.js';
import type { Severity } from '../../rules/pack-rule.js';
import type { TermKind, TermTrigger } from '../../rules/term.js';
import { FactOriginType } from './catalogue.type.js';
import { DeadlineKindEnum, DeadlineSeverityEnum, DeadlineTriggerEnum } from './enums.js';
import { DueDateType } from './ledger.type.js';

@ObjectType('TermDueDate', { description: 'When one of the terms of an item ends, and why.' })
export class TermDueDateType extends DueDateType implements TermDueDate {
  @Field(() => DeadlineKindEnum) kind!: TermKind;
  @Field(() => DeadlineTriggerEnum) trigger!: TermTrigger;
  @Field(() => DeadlineSeverityEnum, { description: 'SOFT: a date to aim at.' }) severity!: Severity;
  @Field(() => String, { description: 'The term as it is printed in the table, in Chinese.' }) text!: string;
  @Field(() => FactOriginType, {
    nullable: true,
    description: 'Null for the general term of the policy pack, which no division said.',
  })
  origin!: FactOrigin | null;
}

@ObjectType('CatalogueItemDueDate', {
  description: 'When information of an item is due: the date of the term that ends first rules, and all are shown.',
})
export class CatalogueItemDueDateType extends TermDueDateType implements ItemDueDate {
  @Field(() => [TermDueDateType], { description: 'The other terms that apply beside it, earliest first.' })
  others!: readonly TermDueDate[];
  @Field(() => TermDueDateType, {
    nullable: true,
    description: 'The first of the dates that may not be missed; null where all are only aimed at.',
  })
  limit!: TermDueDate | null;
  @Field(() => [String], { description: 'Terms, as printed, that count from something that has not been named.' })
  unstarted!: readonly string[];
}

@InputType('DeadlineTriggered', { description: 'That something happened from which terms count.' })
export class DeadlineTriggeredInput {
  @Field(() => DeadlineTriggerEnum) trigger!: TermTrigger;
  @Field(() => DateTimeScalar) at!: Date;
}

@ArgsType()
export class ItemDueDateArgs {
  @Field(() => [DeadlineTriggeredInput], { description: 'Each trigger once.' }) triggers!: DeadlineTriggeredInput[];
  @Field(() => ID, {
    nullable: true,
    description: 'Who discloses, where that is another body than the responsible one: it chooses among fixed dates.',
  })
  body?: string | null;
}
