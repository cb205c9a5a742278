import { Field, ID, InputType } from 'type-graphql';

@InputType()
export class CreateAccountInput {
  @Field(() => String) login!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) password!: string;
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
