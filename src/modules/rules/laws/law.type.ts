import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import type { AmendLaw } from './amend-law.js';
import { type LawKind, lawKinds, type LawState, lawStates } from './law.js';
import type { ListedLaw, ListedVersion } from './list-laws.js';
import type { RegisterLaw } from './register-law.js';
import type { RepealLaw } from './repeal-law.js';

export const LawKindEnum = enumOf(lawKinds);
registerEnumType(LawKindEnum, { name: 'LawKind' });
export const LawStateEnum = enumOf(lawStates);
registerEnumType(LawStateEnum, { name: 'LawState', description: 'On the day of asking.' });

@ObjectType('LawVersion', { description: 'One wording of a text; days are inclusive.' })
export class LawVersionType implements ListedVersion {
  @Field(() => Int) version!: number;
  @Field(() => String) title!: string;
  @Field(() => String) docNo!: string;
  @Field(() => [String], { description: 'None: clauses are not checked by name.' }) clauses!: readonly string[];
  @Field(() => DateScalar, { nullable: true }) effectiveFrom!: string | null;
  @Field(() => DateScalar, { nullable: true }) lastDay!: string | null;
  @Field(() => LawStateEnum) state!: LawState;
  @Field(() => Int, { nullable: true, description: 'The version whose place it took.' }) replaces!: number | null;
  @Field(() => String, { nullable: true }) note!: string | null;
}

@ObjectType('Law', { description: 'A text that may be cited as a basis, by its full title and number.' })
export class LawType implements ListedLaw {
  @Field(() => ID) id!: string;
  @Field(() => LawKindEnum) kind!: LawKind;
  @Field(() => [String], { description: 'Short titles; they are no citation.' }) aliases!: readonly string[];
  @Field(() => [LawVersionType], { description: 'Newest first.' }) versions!: readonly ListedVersion[];
}

@InputType()
export class RegisterLawInput implements RegisterLaw {
  @Field(() => LawKindEnum) kind!: LawKind;
  @Field(() => String) title!: string;
  @Field(() => String) docNo!: string;
  @Field(() => [String], { nullable: true }) aliases?: string[] | null;
  @Field(() => [String], { nullable: true }) clauses?: string[] | null;
  @Field(() => DateScalar, { nullable: true }) effectiveFrom?: string | null;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType()
export class AmendLawInput implements AmendLaw {
  @Field(() => ID) lawId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) docNo!: string;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => DateScalar) effectiveFrom!: string;
  @Field(() => String) note!: string;
  @Field(() => [String], { nullable: true }) aliases?: string[] | null;
  @Field(() => [String], { nullable: true }) clauses?: string[] | null;
}

@InputType()
export class RepealLawInput implements RepealLaw {
  @Field(() => ID) lawId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => DateScalar) lastDay!: string;
}

@ObjectType()
export class RegisterLawPayload {
  @Field(() => LawType, { nullable: true }) law?: ListedLaw;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class AmendLawPayload {
  @Field(() => LawType, { nullable: true }) law?: ListedLaw;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RepealLawPayload {
  @Field(() => LawType, { nullable: true }) law?: ListedLaw;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
