import { Field, ID, InputType } from 'type-graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { RoleEnum } from '../identity/account.type.js';
import type { Role } from '../identity/actor.js';
import type { AdminLevel, BodyKind, DivisionKind } from './directory.js';
import { EditorialBodyKindEnum, EditorialDivisionKindEnum, EditorialLevelEnum } from './jurisdictions.type.js';

@InputType()
export class DivisionDefinitionInput {
  @Field(() => ID) code!: string;
  @Field(() => String) name!: string;
  @Field(() => EditorialLevelEnum) level!: AdminLevel;
  @Field(() => EditorialDivisionKindEnum) kind!: DivisionKind;
  @Field(() => ID, { nullable: true, defaultValue: null }) parentCode!: string | null;
  @Field(() => String) pack!: string;
}

@InputType()
export class DefineDivisionsInput {
  @Field(() => [DivisionDefinitionInput]) divisions!: DivisionDefinitionInput[];
}

@InputType()
export class RenameDivisionInput {
  @Field(() => ID) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'The name that was seen; CONFLICT if it is another one by now.' })
  expectedName?: string | null;
}

@InputType()
export class BodyRegistrationInput {
  @Field(() => ID, { description: 'Stable readable name of the body: lower-case letters, digits, hyphens.' })
  slug!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) shortName?: string | null;
  @Field(() => EditorialBodyKindEnum) kind!: BodyKind;
  @Field(() => ID) divisionCode!: string;
  @Field(() => [String]) functions!: string[];
  @Field(() => DateScalar, { nullable: true }) validFrom?: string | null;
  @Field(() => DateScalar, { nullable: true }) validTo?: string | null;
}

@InputType()
export class RegisterBodiesInput {
  @Field(() => [BodyRegistrationInput]) bodies!: BodyRegistrationInput[];
}

@InputType()
export class RenameBodyInput {
  @Field(() => ID) bodyId!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Stays where it is left out; null takes it away.' })
  shortName?: string | null;
  @Field(() => String, { nullable: true, description: 'The name that was seen; CONFLICT if it is another one by now.' })
  expectedName?: string | null;
}

@InputType()
export class HeirInput {
  @Field(() => ID) bodyId!: string;
  @Field(() => [String], { nullable: true, description: 'What it carries on; all where left out.' })
  functions?: string[] | null;
}

@InputType()
export class MergeBodiesInput {
  @Field(() => ID) predecessorId!: string;
  @Field(() => [HeirInput]) successors!: HeirInput[];
  @Field(() => DateScalar, { description: 'First day of the successors.' }) effectiveOn!: string;
}

@InputType()
export class AbolishBodyInput {
  @Field(() => ID) bodyId!: string;
  @Field(() => DateScalar, { description: 'First day without it.' }) effectiveOn!: string;
}

@InputType()
export class TransferFunctionsInput {
  @Field(() => ID, { description: 'Goes on without them.' }) bodyId!: string;
  @Field(() => ID) successorId!: string;
  @Field(() => [String]) functions!: string[];
  @Field(() => DateScalar, { description: 'First day on which the other body has them.' }) effectiveOn!: string;
}

@InputType()
export class GrantRoleOnInput {
  @Field(() => ID) accountId!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => String, { description: 'A division code, the id of a body, or `*` for everywhere.' }) scope!: string;
  @Field(() => DateTimeScalar, { nullable: true }) validUntil?: Date | null;
}

@InputType()
export class RevokeRoleOnInput {
  @Field(() => ID) accountId!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => String) scope!: string;
}
