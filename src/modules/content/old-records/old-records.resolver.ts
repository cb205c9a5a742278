import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import { viewDraft } from '../draft-view.js';
import { classifyRecords } from './classify-records.js';
import { countOldRecords, type OldRecordCount } from './count-old-records.js';
import { draftOldRecord } from './draft-old-record.js';
import { importOldRecords } from './import-old-records.js';
import { listOldRecords, type OldRecordPage } from './list-old-records.js';
import * as inputs from './old-records.input.js';
import * as types from './old-records.type.js';

/** Records of old times: taken over in bulk, sorted in bulk, never lost. */
@Resolver()
export class OldRecordsResolver {
  @Query(() => types.OldRecordPageType, { description: 'By reference, for those who work for the body or above.' })
  oldRecords(
    @Ctx() context: EditorialContext,
    @Args(() => inputs.OldRecordsArgs) args: inputs.OldRecordsArgs,
  ): Promise<OldRecordPage> {
    return listOldRecords(context.db, signedIn(context), args);
  }

  @Query(() => [types.OldRecordCountType], {
    description: 'By body of the division and below, most unclassified first; for those who supervise.',
  })
  unclassifiedRecords(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID) divisionCode: string,
  ): Promise<OldRecordCount[]> {
    return countOldRecords(context.db, signedIn(context), divisionCode);
  }

  @Mutation(() => types.ImportOldRecordsPayload)
  importOldRecords(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.ImportOldRecordsInput) input: inputs.ImportOldRecordsInput,
  ) {
    return mutate(context, async (tx, actor) => ({ recordIds: await importOldRecords(tx, actor, input) }));
  }

  @Mutation(() => types.ClassifyRecordsPayload)
  classifyRecords(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.ClassifyRecordsInput) input: inputs.ClassifyRecordsInput,
  ) {
    return mutate(context, async (tx, actor) => ({ count: await classifyRecords(tx, actor, input) }));
  }

  @Mutation(() => types.DraftOldRecordPayload)
  draftOldRecord(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.DraftOldRecordInput) input: inputs.DraftOldRecordInput,
  ) {
    return mutate(context, async (tx, actor) => ({ draft: viewDraft(await draftOldRecord(tx, actor, input)) }));
  }
}
