import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { AuditEntry } from './list-audit-entries.js';

@ObjectType('AuditEntry', { description: 'Who did what to what. Such entries are never changed or deleted.' })
export class AuditEntryType implements AuditEntry {
  @Field(() => ID) id!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => ID) accountId!: string;
  @Field(() => String, { nullable: true, description: 'Null where a job acted.' }) displayName!: string | null;
  @Field(() => String) verb!: string;
  @Field(() => String) subject!: string;
  @Field(() => GraphQLJSONObject) details!: Readonly<Record<string, unknown>>;
  @Field(() => ID, { nullable: true }) requestId!: string | null;
  @Field(() => String, { description: 'For `after`.' }) cursor!: string;
}

@ObjectType()
export class AuditEntryPage {
  @Field(() => [AuditEntryType]) entries!: readonly AuditEntry[];
  @Field(() => Boolean) hasNextPage!: boolean;
}
