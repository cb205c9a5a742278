import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Explanation } from '../../../platform/errors/explanation.js';
import { DateScalar, DateTimeScalar, DigestScalar, SequenceScalar } from '../../../platform/graphql/scalars.js';
import { ExplanationType } from '../../../platform/graphql/user-error.type.js';
import type { ChangeKind } from '../../ledger/ledger-entry.js';
import { ChangeKindEnum } from './enums.js';
import { PageInfoType } from './node.type.js';

@ObjectType('Checkpoint')
export class CheckpointType {
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => DateTimeScalar) at!: Date;
}

@ObjectType('Change', {
  description: 'One entry; several may share a sequence, because one release is one sequence.',
})
export class ChangeType {
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => ChangeKindEnum) kind!: ChangeKind;
  @Field(() => ID, {
    description:
      'The id of what changed, as `node` takes it: an item of the catalogue at the division that spoke. What follows from it elsewhere, such as for divisions below, has no entry of its own: see `affected`.',
  })
  subject!: string;
  @Field(() => Int, { nullable: true }) version!: number | null;
  @Field(() => DigestScalar, { nullable: true }) digest!: string | null;
  /** The disclosure the entry is about; null for entries about anything else. */
  disclosureId!: string | null;
  /** The item the entry is about; null for entries about anything but the catalogue. */
  itemCode!: string | null;
}

@ObjectType('AffectedItem', { description: 'An item that says something else at a division since a change.' })
export class AffectedItemType {
  @Field(() => ID, { description: 'As `node` takes it.' }) subject!: string;
  @Field(() => ID) itemCode!: string;
  divisionCode!: string;
}

@ObjectType('AffectedItemEdge')
export class AffectedItemEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => AffectedItemType) node!: AffectedItemType;
}

@ObjectType('AffectedItemConnection')
export class AffectedItemConnectionType {
  @Field(() => [AffectedItemEdgeType]) edges!: readonly AffectedItemEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => Int) totalCount!: number;
}

@ObjectType('ChangeEdge')
export class ChangeEdgeType {
  @Field(() => String) cursor!: string;
  @Field(() => ChangeType) node!: ChangeType;
}

@ObjectType('ChangeConnection')
export class ChangeConnectionType {
  @Field(() => [ChangeEdgeType]) edges!: ChangeEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => SequenceScalar, {
    description: 'The last sequence that this page covers: pass it as the next `after`.',
  })
  upTo!: bigint;
}

@ObjectType('DueDate')
export class DueDateType {
  @Field(() => DateScalar) date!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => Boolean, {
    description: 'True while the State Council has not published the calendar of that year.',
  })
  provisional!: boolean;
  @Field(() => ExplanationType) explanation!: Explanation;
}
