import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../platform/errors/user-errors.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import { AccountType } from '../identity/account.type.js';
import type { Account } from '../identity/find-account.js';
import {
  type AdminLevel,
  adminLevels,
  type Body,
  type BodyKind,
  bodyKinds,
  type Division,
  type DivisionKind,
  divisionKinds,
} from './directory.js';

export const EditorialLevelEnum = enumOf(adminLevels);
registerEnumType(EditorialLevelEnum, { name: 'EditorialDivisionLevel' });
export const EditorialDivisionKindEnum = enumOf(divisionKinds);
registerEnumType(EditorialDivisionKindEnum, { name: 'EditorialDivisionKind' });
export const EditorialBodyKindEnum = enumOf(bodyKinds);
registerEnumType(EditorialBodyKindEnum, { name: 'EditorialBodyKind' });

@ObjectType('EditorialDivision')
export class EditorialDivisionType implements Division {
  @Field(() => ID) code!: string;
  @Field(() => String) name!: string;
  @Field(() => EditorialLevelEnum) level!: AdminLevel;
  @Field(() => EditorialDivisionKindEnum) kind!: DivisionKind;
  @Field(() => ID, { nullable: true }) parentCode!: string | null;
  @Field(() => String, { description: 'The policy pack that rules here.' }) pack!: string;
}

@ObjectType('EditorialBody')
export class EditorialBodyType implements Body {
  @Field(() => ID) id!: string;
  @Field(() => ID) slug!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) shortName!: string | null;
  @Field(() => EditorialBodyKindEnum) kind!: BodyKind;
  @Field(() => ID) divisionCode!: string;
  @Field(() => [String]) functions!: string[];
  @Field(() => DateScalar, { nullable: true }) validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day; null while it exists.' })
  validTo!: string | null;
  @Field(() => [ID]) predecessorIds!: string[];
  @Field(() => [ID]) successorIds!: string[];
}

@ObjectType()
export class DefineDivisionsPayload {
  @Field(() => [EditorialDivisionType], { nullable: true }) divisions?: Division[];
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RenameDivisionPayload {
  @Field(() => EditorialDivisionType, { nullable: true }) division?: Division;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RegisterBodiesPayload {
  @Field(() => [EditorialBodyType], { nullable: true }) bodies?: Body[];
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RenameBodyPayload {
  @Field(() => EditorialBodyType, { nullable: true }) body?: Body;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class MergeBodiesPayload {
  @Field(() => EditorialBodyType, { nullable: true, description: 'The body that ends.' }) body?: Body;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class AbolishBodyPayload {
  @Field(() => EditorialBodyType, { nullable: true, description: 'The body that ends.' }) body?: Body;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class TransferFunctionsPayload {
  @Field(() => EditorialBodyType, { nullable: true, description: 'The body that hands over.' }) body?: Body;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class GrantRoleOnPayload {
  @Field(() => AccountType, { nullable: true }) account?: Account;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RevokeRoleOnPayload {
  @Field(() => AccountType, { nullable: true }) account?: Account;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
