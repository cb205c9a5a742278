import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import { type Role, roles } from './actor.js';
import type { Account, AccountGrant } from './find-account.js';

export const RoleEnum = enumOf(roles);
registerEnumType(RoleEnum, { name: 'Role', description: 'What a grant lets its holder do.' });

@ObjectType('AccountGrant')
export class AccountGrantType implements AccountGrant {
  @Field(() => ID) id!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => String, { description: 'A division code, the id of a body, or `*` for everywhere.' }) scope!: string;
  @Field(() => DateTimeScalar) grantedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) validUntil!: Date | null;
}

@ObjectType('Account')
export class AccountType implements Account {
  @Field(() => ID) id!: string;
  @Field(() => String) login!: string;
  @Field(() => String) displayName!: string;
  @Field(() => Boolean) active!: boolean;
  @Field(() => Boolean) demo!: boolean;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => [AccountGrantType], { description: 'What counts now.' }) grants!: AccountGrantType[];
}

@ObjectType()
class AccountPayload {
  @Field(() => AccountType, { nullable: true }) account?: Account;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class CreateAccountPayload extends AccountPayload {}

@ObjectType()
export class DisableAccountPayload extends AccountPayload {}

@ObjectType()
export class ChangePasswordPayload {
  @Field(() => Boolean, { description: 'True if the password is the new one now; all sessions have ended then.' })
  changed!: boolean;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
