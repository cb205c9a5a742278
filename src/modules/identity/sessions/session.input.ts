import { Field, InputType } from 'type-graphql';

@InputType()
export class SignInInput {
  @Field(() => String) login!: string;
  @Field(() => String) password!: string;
}

@InputType()
export class RefreshSessionInput {
  @Field(() => String) refreshToken!: string;
}

@InputType()
export class SignOutInput {
  @Field(() => String) refreshToken!: string;
}
