import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { type CoverageState } from './items/coverage-cells.js';
import { CoverageStateEnum, ElementLackingEnum } from './compliance.type.js';
import type { Lacking } from './elements/read-element-coverage.js';

@ArgsType()
export class CoverageArgs {
  @Field(() => ID, { description: 'A leaf, or a node whose leaves are asked for all together.' }) item!: string;
  @Field(() => ID, { description: 'This division and everything below it.' }) division!: string;
  @Field(() => CoverageStateEnum, { nullable: true, description: 'Only these cells; the counts are of all.' })
  state?: CoverageState | null;
  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' }) first!: number;
  @Field(() => String, { nullable: true }) after?: string | null;
}

@ArgsType()
export class ElementCoverageArgs {
  @Field(() => ID, { description: 'This division and everything below it.' }) division!: string;
  @Field(() => ID, { nullable: true, description: 'A leaf or a node.' }) item?: string | null;
  @Field(() => ElementLackingEnum, { nullable: true, description: 'All records where it is left out.' })
  lacking?: Lacking | null;
  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' }) first!: number;
  @Field(() => String, { nullable: true }) after?: string | null;
}

@InputType()
export class SetFocusItemsInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, { description: 'Code of a focus subject.' }) subject!: string;
  @Field(() => [ID], { description: 'Leaves or groups; none takes all of its tags away.' }) itemCodes!: string[];
}
