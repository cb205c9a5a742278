import { Field, ID, InputType, Int, InterfaceType, ObjectType } from 'type-graphql';
import {
  DateScalar,
  DateTimeScalar,
  DigestScalar,
  SequenceScalar,
  UrlScalar,
} from '../../../platform/graphql/scalars.js';
import type { DisclosureKind, RelationType } from '../../content/kinds/kind.js';
import type { Validity } from '../../publication/published-version.js';
import { AttributeEnum, DisclosureKindEnum, PublicationModeEnum, RelationTypeEnum, ValidityEnum } from './enums.js';
import { NodeType, PageInfoType } from './node.type.js';

@ObjectType('RichText')
export class RichTextType {
  @Field(() => String, { description: 'Sanitised, only the declared subset.' }) html!: string;
  @Field(() => String) text!: string;
}

@ObjectType('ElementValue')
export class ElementValueType {
  @Field(() => ID) element!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) text!: string | null;
}

@ObjectType('Attachment')
export class AttachmentType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) mediaType!: string;
  @Field(() => Int) size!: number;
  @Field(() => DigestScalar) sha256!: string;
  @Field(() => UrlScalar) url!: string;
}

@ObjectType('VersionSummary')
export class VersionSummaryType {
  @Field(() => Int) version!: number;
  @Field(() => DigestScalar) digest!: string;
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => Boolean) current!: boolean;
}

@InterfaceType('Disclosure', { implements: NodeType })
export abstract class DisclosureType extends NodeType {
  @Field(() => String) indexNo!: string;
  @Field(() => DisclosureKindEnum) kind!: DisclosureKind;
  @Field(() => Int, { description: '1, 2, … ; a correction is a new version.' }) version!: number;
  @Field(() => DigestScalar) digest!: string;
  @Field(() => SequenceScalar, { description: 'The ledger sequence at which this version became public.' })
  sequence!: bigint;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) summary!: string | null;
  @Field(() => [String]) keywords!: readonly string[];
  @Field(() => [ElementValueType]) elements!: readonly ElementValueType[];
  @Field(() => AttributeEnum) attribute!: 'PROACTIVE';
  @Field(() => PublicationModeEnum) mode!: 'FULL' | 'REDACTED';
  @Field(() => ValidityEnum) validity!: Validity;
  @Field(() => DateScalar, { nullable: true }) formedAt!: string | null;
  @Field(() => DateScalar, { nullable: true }) issuedAt!: string | null;
  @Field(() => DateTimeScalar) publishedAt!: Date;
  @Field(() => DateTimeScalar) updatedAt!: Date;
}

@ObjectType('Tombstone', { implements: NodeType, description: 'What is left of a withdrawn disclosure.' })
export class TombstoneType extends NodeType {
  @Field(() => String) indexNo!: string;
  @Field(() => DisclosureKindEnum) kind!: DisclosureKind;
  @Field(() => Int) lastVersion!: number;
  @Field(() => DateTimeScalar) withdrawnAt!: Date;
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => String, { nullable: true }) reason!: string | null;
}

@ObjectType('Relation')
export class RelationObjectType {
  @Field(() => RelationTypeEnum) type!: RelationType;
  @Field(() => Boolean, { description: 'True when the other side declared it.' }) incoming!: boolean;
  otherId!: string;
}

@ObjectType('DisclosureEdge')
export class DisclosureEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => DisclosureType) node!: DisclosureType;
}

@ObjectType('DisclosureConnection')
export class DisclosureConnectionType {
  @Field(() => [DisclosureEdgeType]) edges!: DisclosureEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@InputType('DisclosureFilter')
export class DisclosureFilterInput {
  @Field(() => ID, { nullable: true, description: 'A division, alone or with all below it.' })
  division?: string | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) includeDescendants?: boolean | null;
  @Field(() => ID, { nullable: true }) body?: string | null;
  @Field(() => ID, { nullable: true, description: 'A leaf or any node of the catalogue above it.' })
  item?: string | null;
  @Field(() => [DisclosureKindEnum], { nullable: true }) kinds?: DisclosureKind[] | null;
  @Field(() => [ValidityEnum], { nullable: true }) validity?: Validity[] | null;
  @Field(() => DateTimeScalar, { nullable: true }) publishedFrom?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) publishedTo?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) updatedFrom?: Date | null;
}
