import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { DateTimeScalar, UrlScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import { type PlatformGrant, type Site, type SiteKind, siteKinds } from './site.js';

export const EditorialSiteKindEnum = enumOf(siteKinds);
registerEnumType(EditorialSiteKindEnum, { name: 'EditorialSiteKind' });

@ObjectType('EditorialSite')
export class EditorialSiteType implements Site {
  @Field(() => ID) id!: string;
  @Field(() => ID) slug!: string;
  @Field(() => String) name!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) ownerBodyId!: string;
  @Field(() => EditorialSiteKindEnum) kind!: SiteKind;
  @Field(() => [String]) sections!: readonly string[];
  @Field(() => UrlScalar, { nullable: true }) baseUrl!: string | null;
}

@ObjectType('EditorialPlatformGrant', { description: 'Leave for a body to publish on a site of an upper division.' })
export class EditorialPlatformGrantType implements PlatformGrant {
  @Field(() => ID) id!: string;
  @Field(() => ID) siteId!: string;
  @Field(() => ID) bodyId!: string;
  @Field(() => [String], { nullable: true, description: 'Null = every section.' }) sections!: readonly string[] | null;
  @Field(() => DateTimeScalar) validFrom!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) validTo!: Date | null;
  @Field(() => ID) grantedBy!: string;
  @Field(() => DateTimeScalar) grantedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) revokedAt!: Date | null;
}

@InputType()
export class RegisterSiteInput {
  @Field(() => ID) slug!: string;
  @Field(() => String) name!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) ownerBodyId!: string;
  @Field(() => EditorialSiteKindEnum) kind!: SiteKind;
  @Field(() => [String]) sections!: string[];
  @Field(() => UrlScalar, { nullable: true }) baseUrl?: string | null;
}

@InputType()
export class GrantPlatformInput {
  @Field(() => ID) siteId!: string;
  @Field(() => ID) bodyId!: string;
  @Field(() => [String], { nullable: true, description: 'Left out = every section.' }) sections?: string[] | null;
  @Field(() => DateTimeScalar) validFrom!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) validTo?: Date | null;
}

@InputType()
export class RevokePlatformGrantInput {
  @Field(() => ID) grantId!: string;
}

@ObjectType()
export class RegisterSitePayload {
  @Field(() => EditorialSiteType, { nullable: true }) site?: Site;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class GrantPlatformPayload {
  @Field(() => EditorialPlatformGrantType, { nullable: true }) grant?: PlatformGrant;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class RevokePlatformGrantPayload {
  @Field(() => EditorialPlatformGrantType, { nullable: true }) grant?: PlatformGrant;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
