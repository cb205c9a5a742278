import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import { type ConsumerKey, type ConsumerKind, consumerKinds } from '../../identity/consumer-keys/consumer-key.js';
import type { Audience } from '../audiences/audience.js';

export const ConsumerKindEnum = enumOf(consumerKinds);
registerEnumType(ConsumerKindEnum, { name: 'ConsumerKind' });

@ObjectType('EditorialAudienceGroup', {
  description: 'A described group of people to whom a division addresses information.',
})
export class AudienceGroupType implements Audience {
  @Field(() => ID) id!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) description!: string;
}

@ObjectType('ConsumerKey', { description: 'What a consumer reads the public schema with; its secret is shown once.' })
export class ConsumerKeyType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'ty_{prefix}_…' }) prefix!: string;
  @Field(() => String) name!: string;
  @Field(() => ConsumerKindEnum) kind!: ConsumerKind;
  @Field(() => ID, { name: 'divisionCode' }) scope!: string;
  @Field(() => [ID], { description: 'Whose content it sees besides what is for everybody.' })
  audienceIds!: readonly string[];
  @Field(() => [String], { description: 'Type.field: answered null.' }) withheldFields!: readonly string[];
  @Field(() => Boolean) demo!: boolean;
  @Field(() => DateTimeScalar) issuedAt!: Date;
  @Field(() => DateTimeScalar) expiresAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) revokedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'To the minute.' }) lastUsedAt!: Date | null;
}

@InputType()
export class RegisterAudienceInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String, { description: 'As the audience column of the catalogue has it.' }) description!: string;
}

@InputType()
export class IssueKeyOnInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) name!: string;
  @Field(() => ConsumerKindEnum) kind!: ConsumerKind;
  @Field(() => [ID], { nullable: true }) audienceIds?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Nullable fields of the public schema, as Type.field.' })
  withheldFields?: string[] | null;
  @Field(() => DateTimeScalar, { description: 'At most three years from now.' }) expiresAt!: Date;
}

@InputType()
export class RevokeKeyOnInput {
  @Field(() => ID) keyId!: string;
}

@ObjectType()
export class RegisterAudiencePayload {
  @Field(() => AudienceGroupType, { nullable: true }) audience?: Audience;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class IssueKeyOnPayload {
  @Field(() => ConsumerKeyType, { nullable: true }) key?: ConsumerKey;
  @Field(() => String, { nullable: true, description: 'The whole key: it cannot be shown again.' }) secret?: string;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RevokeKeyOnPayload {
  @Field(() => ConsumerKeyType, { nullable: true }) key?: ConsumerKey;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
