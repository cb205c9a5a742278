import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../platform/errors/user-errors.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateTimeScalar, DigestScalar, SequenceScalar } from '../../platform/graphql/scalars.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import { type DisclosureKind, disclosureKinds } from '../content/kinds/kind.js';
import type { BodyLink } from './find-body-links.js';
import type { Tombstone } from './find-tombstones.js';
import type { Released, ReleasedDisclosure } from './release-drafts.js';

const ReleasedKindEnum = enumOf(disclosureKinds);
registerEnumType(ReleasedKindEnum, { name: 'ReleasedDisclosureKind' });

@ObjectType('ReleasedDisclosure')
export class ReleasedDisclosureType implements ReleasedDisclosure {
  @Field(() => ID) id!: string;
  @Field(() => String) indexNo!: string;
  @Field(() => Int) version!: number;
  @Field(() => DigestScalar) digest!: string;
}

@ObjectType('Release', { description: 'What became public together, at one sequence.' })
export class ReleaseType implements Released {
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => [ReleasedDisclosureType]) disclosures!: readonly ReleasedDisclosure[];
}

@ObjectType('ReleaseTombstone', { description: 'What is left of a withdrawn disclosure.' })
export class ReleaseTombstoneType implements Tombstone {
  @Field(() => ID) id!: string;
  @Field(() => String) indexNo!: string;
  @Field(() => ReleasedKindEnum) kind!: DisclosureKind;
  @Field(() => Int) lastVersion!: number;
  @Field(() => DateTimeScalar) withdrawnAt!: Date;
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => String) reason!: string;
}

@ObjectType('ReleaseLink', { description: 'A body shows the record of its maker under an item of its own.' })
export class ReleaseLinkType implements BodyLink {
  @Field(() => ID) bodyId!: string;
  @Field(() => ID) itemCode!: string;
  @Field(() => ID) disclosureId!: string;
  @Field(() => SequenceScalar) sequence!: bigint;
  @Field(() => DateTimeScalar) at!: Date;
}

@InputType()
export class ReleasePlaceInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) section!: string;
}

@InputType()
export class DraftToReleaseInput {
  @Field(() => ID) draftId!: string;
  @Field(() => Int, { nullable: true }) expectedRevision?: number | null;
}

@InputType()
export class ReleaseDraftsInput {
  @Field(() => [DraftToReleaseInput]) drafts!: DraftToReleaseInput[];
  @Field(() => ReleasePlaceInput, { nullable: true }) place?: ReleasePlaceInput | null;
}

@InputType()
export class CorrectDisclosureInput extends DraftToReleaseInput {
  @Field(() => ReleasePlaceInput, { nullable: true }) place?: ReleasePlaceInput | null;
}

@InputType()
export class WithdrawDisclosureInput {
  @Field(() => ID) id!: string;
  @Field(() => String) reason!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
}

@InputType()
export class AddLinkInput {
  @Field(() => ID) bodyId!: string;
  @Field(() => ID) disclosureId!: string;
  @Field(() => ID) itemCode!: string;
}

@ObjectType()
export class ReleaseDraftsPayload {
  @Field(() => ReleaseType, { nullable: true }) release?: Released;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class CorrectDisclosurePayload {
  @Field(() => ReleaseType, { nullable: true }) release?: Released;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class WithdrawDisclosurePayload {
  @Field(() => ReleaseTombstoneType, { nullable: true }) tombstone?: Tombstone;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class AddLinkPayload {
  @Field(() => ReleaseLinkType, { nullable: true }) link?: BodyLink;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
