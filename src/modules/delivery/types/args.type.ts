import { ArgsType, Field, ID, Int } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import type { DisclosureOrder } from '../../publication/list-disclosures.js';
import type { TermTrigger, TermUnit } from '../../rules/term.js';
import type { SearchOrder } from '../../search/search-port.js';
import { PageArgs } from '../connection.js';
import { CatalogueItemFilterInput } from './catalogue.type.js';
import { DisclosureFilterInput } from './disclosure.type.js';
import { DeadlineTriggerEnum, DeadlineUnitEnum, DisclosureOrderEnum, SearchOrderEnum } from './enums.js';
import { SearchFilterInput } from './search.type.js';

@ArgsType()
export class DisclosureListArgs extends PageArgs {
  @Field(() => DisclosureFilterInput, { nullable: true }) where?: DisclosureFilterInput | null;
  @Field(() => DisclosureOrderEnum, { defaultValue: 'PUBLISHED_NEWEST', nullable: true })
  orderBy!: DisclosureOrder | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, { nullable: true }) query?: string | null;
  @Field(() => SearchFilterInput, { nullable: true }) where?: SearchFilterInput | null;
  @Field(() => SearchOrderEnum, { defaultValue: 'RELEVANCE', nullable: true }) orderBy!: SearchOrder | null;
}

@ArgsType()
export class CatalogueItemListArgs {
  @Field(() => CatalogueItemFilterInput, { nullable: true }) where?: CatalogueItemFilterInput | null;
  @Field(() => Int, { defaultValue: 50, nullable: true }) first!: number | null;
  @Field(() => String, { nullable: true }) after?: string | null;
}

@ArgsType()
export class DueDateArgs {
  @Field(() => ID) division!: string;
  @Field(() => DeadlineTriggerEnum) trigger!: TermTrigger;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => Int) amount!: number;
  @Field(() => DeadlineUnitEnum) unit!: TermUnit;
}
