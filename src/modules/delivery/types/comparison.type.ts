import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { SequenceScalar } from '../../../platform/graphql/scalars.js';
import type { FieldDifference, ItemDifference } from '../../catalogue/comparison/compare-divisions.js';
import type { FieldStatement } from '../../catalogue/comparison/find-field-history.js';
import type { CatalogueField } from '../../catalogue/effective-item.js';
import { PageArgs } from '../connection.js';
import { FactOriginType } from './catalogue.type.js';
import { CatalogueFieldEnum } from './enums.js';
import { PageInfoType } from './node.type.js';

@ArgsType()
export class DifferenceArgs extends PageArgs {
  @Field(() => ID, { description: 'The division to compare with.' }) with!: string;
}

@ArgsType()
export class FieldHistoryArgs extends PageArgs {
  @Field(() => CatalogueFieldEnum) field!: CatalogueField;
}

@ObjectType('CatalogueFieldDifference', { description: 'In words; null where a division says nothing.' })
export class CatalogueFieldDifferenceType implements FieldDifference {
  @Field(() => CatalogueFieldEnum) field!: CatalogueField;
  @Field(() => String, { nullable: true }) here!: string | null;
  @Field(() => String, { nullable: true }) there!: string | null;
}

@ObjectType('CatalogueDifference', { description: 'An item that does not hold alike at two divisions.' })
export class CatalogueDifferenceType implements Pick<ItemDifference, 'itemCode' | 'fields'> {
  @Field(() => ID) itemCode!: string;
  @Field(() => [CatalogueFieldDifferenceType], { description: 'Empty where only one of the two sees the item.' })
  fields!: readonly CatalogueFieldDifferenceType[];
  hereCode!: string;
  thereCode!: string;
}

@ObjectType('CatalogueDifferenceEdge')
export class CatalogueDifferenceEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => CatalogueDifferenceType) node!: CatalogueDifferenceType;
}

@ObjectType('CatalogueDifferenceConnection')
export class CatalogueDifferenceConnectionType {
  @Field(() => [CatalogueDifferenceEdgeType]) edges!: readonly CatalogueDifferenceEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => Int) totalCount!: number;
}

@ObjectType('FieldStatement', { description: 'What one level said of a field, from one release to another.' })
export class FieldStatementType implements Pick<FieldStatement, 'origin' | 'value' | 'until'> {
  @Field(() => FactOriginType) origin!: FactOriginType;
  @Field(() => String, { nullable: true, description: 'In words; null for a lock and for what does not apply.' })
  value!: string | null;
  @Field(() => SequenceScalar, {
    nullable: true,
    description: 'The first sequence at which it no longer held; null while it does.',
  })
  until!: bigint | null;
}

@ObjectType('FieldStatementEdge')
export class FieldStatementEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => FieldStatementType) node!: FieldStatementType;
}

@ObjectType('FieldStatementConnection')
export class FieldStatementConnectionType {
  @Field(() => [FieldStatementEdgeType]) edges!: readonly FieldStatementEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => Int) totalCount!: number;
}
