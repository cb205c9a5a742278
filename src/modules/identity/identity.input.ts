import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { RoleEnum } from './account.type.js';
import type { Role } from './actor.js';

@InputType()
export class CreateAccountInput {
  @Field(() => String) login!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) password!: string;
}

@InputType()
export class GrantRoleInput {
  @Field(() => ID) accountId!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => String, { description: 'A division code, the id of a body, or `*` for everywhere.' }) scope!: string;
  @Field(() => DateTimeScalar, { nullable: true }) validUntil?: Date | null;
}

@InputType()
export class RevokeRoleInput {
  @Field(() => ID) accountId!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => String) scope!: string;
}

@InputType()
export class DisableAccountInput {
  @Field(() => ID) accountId!: string;
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String) currentPassword!: string;
  @Field(() => String) newPassword!: string;
}
