import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import { requireCatalogueWatcher } from './audit-policy.js';
import * as types from './audit.type.js';
import { catalogueAudit } from './catalogue-audit.js';
import { endExemption } from './end-exemption.js';
import { exemptFunction } from './exempt-function.js';
import type { Exemption } from './exemption.js';
import type { Finding } from './finding.js';
import { listExemptions } from './list-exemptions.js';
import { recordCatalogueReview } from './record-catalogue-review.js';
import { settleLawAdjustment } from './settle-law-adjustment.js';

@Resolver()
export class CatalogueAuditResolver {
  @Query(() => [types.CatalogueFindingType], {
    description:
      'Overlaps and gaps of key work, dead channels, empty columns, texts no longer in force, overdue review.',
  })
  async catalogueAudit(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID) divisionCode: string,
  ): Promise<Finding[]> {
    await requireCatalogueWatcher(context.db, signedIn(context), divisionCode);
    return catalogueAudit(context.db, { divisionCode, now: context.db.clock.now() });
  }

  @Query(() => [types.CatalogueExemptionType], { description: 'Of the division and those above it, ended ones too.' })
  async catalogueExemptions(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID) divisionCode: string,
  ): Promise<Exemption[]> {
    return listExemptions(context.db, await requireCatalogueWatcher(context.db, signedIn(context), divisionCode));
  }

  @Mutation(() => types.ExemptFunctionPayload)
  exemptFunction(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.ExemptFunctionInput) input: types.ExemptFunctionInput,
  ) {
    return mutate(context, async (tx, actor) => ({ exemption: await exemptFunction(tx, actor, input) }));
  }

  @Mutation(() => types.EndExemptionPayload)
  endExemption(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.EndExemptionInput) input: types.EndExemptionInput,
  ) {
    return mutate(context, async (tx, actor) => ({ exemption: await endExemption(tx, actor, input) }));
  }

  @Mutation(() => types.RecordCatalogueReviewPayload)
  recordCatalogueReview(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.RecordCatalogueReviewInput) input: types.RecordCatalogueReviewInput,
  ) {
    return mutate(context, async (tx, actor) => ({ review: await recordCatalogueReview(tx, actor, input) }));
  }

  @Mutation(() => types.SettleLawAdjustmentPayload)
  settleLawAdjustment(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.SettleLawAdjustmentInput) input: types.SettleLawAdjustmentInput,
  ) {
    return mutate(context, async (tx, actor) => ({ task: await settleLawAdjustment(tx, actor, input) }));
  }
}
