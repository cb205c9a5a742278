import { Field, ObjectType } from 'type-graphql';
import type { BodyLink } from '../../publication/find-body-links.js';
import type { Sequence } from '../../ledger/sequence.js';
import { DateTimeScalar, SequenceScalar } from '../../../platform/graphql/scalars.js';

@ObjectType('BodyLink', { description: "Another body's record, shown under an item of the body that links to it." })
export class BodyLinkType implements BodyLink {
  bodyId!: string;
  itemCode!: string;
  disclosureId!: string;
  @Field(() => SequenceScalar) sequence!: Sequence;
  @Field(() => DateTimeScalar) at!: Date;
}
