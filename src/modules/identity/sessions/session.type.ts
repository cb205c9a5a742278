import { Field, ObjectType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import type { SessionTokens } from './issue-tokens.js';

@ObjectType('SessionTokens', {
  description: 'Shown once. They travel in headers and bodies, never in cookies or URLs.',
})
export class SessionTokensType implements SessionTokens {
  @Field(() => String, { description: 'For `Authorization: Bearer`.' }) accessToken!: string;
  @Field(() => DateTimeScalar) accessExpiresAt!: Date;
  @Field(() => String, { description: 'Good for one refreshSession; a second use ends the session.' })
  refreshToken!: string;
  @Field(() => DateTimeScalar, { description: 'The end of the session, which refreshing does not move.' })
  refreshExpiresAt!: Date;
}

@ObjectType()
export class SignInPayload {
  @Field(() => SessionTokensType, { nullable: true }) session?: SessionTokens;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RefreshSessionPayload extends SignInPayload {}

@ObjectType()
export class SignOutPayload {
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
