import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import { DraftType } from '../content.type.js';
import type { DraftView } from '../draft-view.js';
import type { OldRecordCount } from './count-old-records.js';
import type { OldRecordPage } from './list-old-records.js';
import type { OldRecord } from './old-record.js';

@ObjectType('OldRecord', { description: 'What a body disclosed before it had a catalogue.' })
export class OldRecordType implements OldRecord {
  @Field(() => ID) id!: string;
  @Field(() => ID) bodyId!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) reference!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) html!: string | null;
  @Field(() => UrlScalar, { nullable: true }) sourceUrl!: string | null;
  @Field(() => DateScalar, { nullable: true }) formedAt!: string | null;
  @Field(() => ID, { nullable: true, description: 'Null while it is unclassified.' }) itemCode!: string | null;
  @Field(() => DateTimeScalar) importedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) classifiedAt!: Date | null;
  @Field(() => ID, { nullable: true, description: 'The draft that was begun from it.' }) draftId!: string | null;
}

@ObjectType()
class ListedOldRecord extends OldRecordType {
  @Field(() => String, { description: 'For `after`.' }) cursor!: string;
}

@ObjectType('OldRecordPage')
export class OldRecordPageType implements OldRecordPage {
  @Field(() => [ListedOldRecord]) records!: OldRecordPage['records'];
  @Field(() => Boolean) hasNextPage!: boolean;
}

@ObjectType('OldRecordCount', { description: 'How far a body has come with its old records.' })
export class OldRecordCountType implements OldRecordCount {
  @Field(() => ID) bodyId!: string;
  @Field(() => String) bodyName!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => Int) imported!: number;
  @Field(() => Int) classified!: number;
  @Field(() => Int) unclassified!: number;
}

@ObjectType()
export class ImportOldRecordsPayload {
  @Field(() => [ID], { nullable: true, description: 'In the order given.' }) recordIds?: readonly string[];
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class ClassifyRecordsPayload {
  @Field(() => Int, { nullable: true, description: 'How many were named.' }) count?: number;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class DraftOldRecordPayload {
  @Field(() => DraftType, { nullable: true }) draft?: DraftView;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
