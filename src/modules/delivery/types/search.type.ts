import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DigestScalar, SequenceScalar } from '../../../platform/graphql/scalars.js';
import type { DisclosureKind } from '../../content/kinds/kind.js';
import type { PublishedVersion, Validity } from '../../publication/published-version.js';
import { DisclosureType } from './disclosure.type.js';
import { DisclosureKindEnum, ValidityEnum } from './enums.js';
import { PageInfoType } from './node.type.js';

@ObjectType('Highlight', { description: 'Fragments with <em> around the matches, everything else escaped.' })
export class HighlightType {
  @Field(() => String) field!: string;
  @Field(() => [String]) fragments!: readonly string[];
}

@ObjectType('SearchHit', {
  description: 'Id, version, digest and sequence are those of the disclosure read at the sequence of this answer.',
})
export class SearchHitType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => DigestScalar) digest!: string;
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => Float) score!: number;
  @Field(() => [HighlightType]) highlights!: readonly HighlightType[];
  @Field(() => DisclosureType) disclosure!: PublishedVersion;
}

@ObjectType('SearchEdge')
export class SearchEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => SearchHitType) node!: SearchHitType;
}

@ObjectType('SearchConnection')
export class SearchConnectionType {
  @Field(() => [SearchEdgeType]) edges!: SearchEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@InputType('SearchFilter')
export class SearchFilterInput {
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) text?: string | null;
  @Field(() => [DisclosureKindEnum], { nullable: true }) kinds?: DisclosureKind[] | null;
  @Field(() => String, { nullable: true }) genre?: string | null;
  @Field(() => Int, { nullable: true }) year?: number | null;
  @Field(() => String, { nullable: true }) docNo?: string | null;
  @Field(() => ID, { nullable: true, description: 'A tier-1 or tier-2 code of the catalogue.' }) column?: string | null;
  @Field(() => ID, { nullable: true }) division?: string | null;
  @Field(() => Boolean, { nullable: true, defaultValue: true }) includeDescendants?: boolean | null;
  @Field(() => ID, { nullable: true }) body?: string | null;
  @Field(() => [ValidityEnum], { nullable: true }) validity?: Validity[] | null;
  @Field(() => DateTimeScalar, { nullable: true }) publishedFrom?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) publishedTo?: Date | null;
}
