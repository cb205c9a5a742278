import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Explanation, ExplanationInput } from '../errors/explanation.js';
import { type UserError, type UserErrorCode, userErrorCodes } from '../errors/user-errors.js';
import { enumOf } from './enum-of.js';

export const UserErrorCodeEnum = enumOf(userErrorCodes);
registerEnumType(UserErrorCodeEnum, { name: 'UserErrorCode' });

@ObjectType('ExplanationInput')
export class ExplanationInputType implements ExplanationInput {
  @Field(() => String) name!: string;
  @Field(() => String) value!: string;
}

@ObjectType('Explanation', { description: 'Why a date, refusal, lock or responsible body is what it is.' })
export class ExplanationType implements Explanation {
  @Field(() => ID) rule!: string;
  @Field(() => String, { nullable: true }) clause!: string | null;
  @Field(() => String) pack!: string;
  @Field(() => String) packVersion!: string;
  @Field(() => String, { nullable: true }) calendarVersion!: string | null;
  @Field(() => [ExplanationInputType]) inputs!: ExplanationInputType[];
  @Field(() => String) text!: string;
}

@ObjectType('UserError', { description: 'Something an editor can mend.' })
export class UserErrorType implements UserError {
  @Field(() => UserErrorCodeEnum) code!: UserErrorCode;
  @Field(() => [String]) path!: string[];
  @Field(() => String) message!: string;
  @Field(() => ID, { nullable: true }) rule?: string;
  @Field(() => ExplanationType, { nullable: true }) explanation?: Explanation;
}
