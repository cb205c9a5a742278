import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import type { AdminLevel, BodyKind, DivisionKind } from '../../jurisdictions/directory.js';
import { AdminLevelEnum, BodyKindEnum, DivisionKindEnum } from './enums.js';
import { NodeType, PageInfoType } from './node.type.js';

@Directive('@key(fields: "code")')
@ObjectType('Division', { implements: NodeType })
export class DivisionType extends NodeType {
  @Field(() => ID) code!: string;
  @Field(() => String) name!: string;
  @Field(() => AdminLevelEnum) level!: AdminLevel;
  @Field(() => DivisionKindEnum) kind!: DivisionKind;
}

@Directive('@key(fields: "id")')
@ObjectType('Body', { implements: NodeType, description: 'A disclosing body (公开主体).' })
export class BodyType extends NodeType {
  @Field(() => ID, { description: 'Stable readable name of the body in URLs and files.' })
  slug!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) shortName!: string | null;
  @Field(() => BodyKindEnum) kind!: BodyKind;
  @Field(() => [String]) functions!: readonly string[];
  @Field(() => DateScalar, { nullable: true }) validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Null while it exists.' }) validTo!: string | null;
}

@ObjectType('BodyEdge')
export class BodyEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => BodyType) node!: BodyType;
}

@ObjectType('BodyConnection')
export class BodyConnectionType {
  @Field(() => [BodyEdgeType]) edges!: BodyEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => Int) totalCount!: number;
}
