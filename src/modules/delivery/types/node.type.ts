import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';

@InterfaceType('Node', { autoRegisterImplementations: false })
export abstract class NodeType {
  @Field(() => ID, { description: 'Opaque and globally unique.' })
  id!: string;
}

@ObjectType('PageInfo')
export class PageInfoType {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}
