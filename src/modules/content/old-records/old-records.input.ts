import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar, UrlScalar } from '../../../platform/graphql/scalars.js';
import { DraftKindEnum } from '../content.type.js';
import type { DisclosureKind } from '../kinds/kind.js';
import type { RecordAssignment } from './classify-records.js';
import type { RecordToImport } from './import-old-records.js';

@InputType()
export class OldRecordInput implements RecordToImport {
  @Field(() => ID, { description: 'What the old system called it: once for each body.' }) reference!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true, description: 'Only the declared subset of HTML is kept.' })
  html?: string | null;
  @Field(() => UrlScalar, { nullable: true }) sourceUrl?: string | null;
  @Field(() => DateScalar, { nullable: true }) formedAt?: string | null;
}

@InputType()
export class ImportOldRecordsInput {
  @Field(() => ID) bodyId!: string;
  @Field(() => [OldRecordInput], { description: 'Up to 1,000; all are taken over or none.' })
  records!: OldRecordInput[];
}

@InputType()
export class RecordAssignmentInput implements RecordAssignment {
  @Field(() => [ID]) recordIds!: string[];
  @Field(() => ID, { nullable: true, description: 'Null takes them back among the unclassified.' })
  itemCode?: string | null;
}

@InputType()
export class ClassifyRecordsInput {
  @Field(() => [RecordAssignmentInput]) assignments!: RecordAssignmentInput[];
}

@InputType()
export class DraftOldRecordInput {
  @Field(() => ID) recordId!: string;
  @Field(() => DraftKindEnum) kind!: DisclosureKind;
}

@ArgsType()
export class OldRecordsArgs {
  @Field(() => ID) bodyId!: string;
  @Field(() => Boolean, { nullable: true, description: 'All where it is left out.' }) classified?: boolean | null;
  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' }) first!: number;
  @Field(() => String, { nullable: true }) after?: string | null;
}
