import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import { EditorialCatalogueItemType } from '../catalogue.type.js';
import type { EffectiveItem } from '../effective-item.js';
import { approveEdition } from './approve-edition.js';
import { diffEdition, type EditionDifference } from './diff-edition.js';
import type { Edition, EditionEvent, EditionState } from './edition.js';
import * as types from './editions.type.js';
import { findEditionEvents } from './find-edition.js';
import { findVisibleEdition, listEditions } from './list-editions.js';
import { openEdition } from './open-edition.js';
import { previewEdition } from './preview-edition.js';
import { publishEdition } from './publish-edition.js';
import { recallEdition } from './recall-edition.js';
import { returnEdition } from './return-edition.js';
import { reviewEdition } from './review-edition.js';
import { submitEdition } from './submit-edition.js';
import { withdrawChange } from './withdraw-change.js';

@Resolver(() => types.CatalogueEditionType)
export class CatalogueEditionResolver {
  @Query(() => types.CatalogueEditionType, { nullable: true })
  catalogueEdition(@Arg('id', () => ID) id: string, @Ctx() context: EditorialContext): Promise<Edition | null> {
    return findVisibleEdition(context.db, signedIn(context), id);
  }

  @Query(() => [types.CatalogueEditionType], {
    description: 'Editions of a division and, if asked, of those directly below it; newest first.',
  })
  catalogueEditions(
    @Arg('division', () => ID) divisionCode: string,
    @Arg('fromBelow', () => Boolean, { nullable: true }) fromBelow: boolean | null,
    @Arg('states', () => [types.CatalogueEditionStateEnum], { nullable: true }) states: EditionState[] | null,
    @Ctx() context: EditorialContext,
  ): Promise<Edition[]> {
    return listEditions(context.db, signedIn(context), { divisionCode, fromBelow, states });
  }

  @FieldResolver(() => [types.CatalogueEditionDifferenceType])
  changes(@Root() edition: Edition, @Ctx() { db }: EditorialContext): Promise<EditionDifference[]> {
    return diffEdition(db, edition);
  }

  @FieldResolver(() => [types.CatalogueEditionEventType], { description: 'How it came to its state, with opinions.' })
  events(@Root() edition: Edition, @Ctx() { db }: EditorialContext): Promise<EditionEvent[]> {
    return findEditionEvents(db, edition.id);
  }

  @FieldResolver(() => EditorialCatalogueItemType, {
    nullable: true,
    description: 'An item of the division as it would hold with the edition published.',
  })
  async preview(
    @Root() edition: Edition,
    @Arg('item', () => ID) itemCode: string,
    @Ctx() { db }: EditorialContext,
  ): Promise<EffectiveItem | null> {
    return (await previewEdition(db, edition)).effectiveItem(edition.divisionCode, itemCode) ?? null;
  }

  @FieldResolver(() => [EditorialCatalogueItemType], {
    description: 'The whole catalogue of the division as it would hold, in display order.',
  })
  async previewItems(@Root() edition: Edition, @Ctx() { db }: EditorialContext): Promise<readonly EffectiveItem[]> {
    return (await previewEdition(db, edition)).effectiveItems(edition.divisionCode);
  }
}

@Resolver()
export class CatalogueEditionVerbsResolver {
  @Mutation(() => types.OpenEditionPayload)
  openEdition(@Arg('input', () => types.OpenEditionInput) input: types.OpenEditionInput, @Ctx() ctx: EditorialContext) {
    return mutate(ctx, async (tx, actor) => ({ edition: await openEdition(tx, actor, input) }));
  }

  @Mutation(() => types.WithdrawChangePayload)
  withdrawChange(
    @Arg('input', () => types.WithdrawChangeInput) input: types.WithdrawChangeInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await withdrawChange(tx, actor, input) }));
  }

  @Mutation(() => types.SubmitEditionPayload)
  submitEdition(
    @Arg('input', () => types.SubmitEditionInput) input: types.SubmitEditionInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await submitEdition(tx, actor, input) }));
  }

  @Mutation(() => types.ReviewEditionPayload, { description: 'The level above takes a submitted edition up.' })
  reviewEdition(
    @Arg('input', () => types.ReviewEditionInput) input: types.ReviewEditionInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await reviewEdition(tx, actor, input) }));
  }

  @Mutation(() => types.ReturnEditionPayload)
  returnEdition(
    @Arg('input', () => types.ReturnEditionInput) input: types.ReturnEditionInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await returnEdition(tx, actor, input) }));
  }

  @Mutation(() => types.RecallEditionPayload, { description: 'The division takes back what it handed in.' })
  recallEdition(
    @Arg('input', () => types.RecallEditionInput) input: types.RecallEditionInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await recallEdition(tx, actor, input) }));
  }

  @Mutation(() => types.ApproveEditionPayload)
  approveEdition(
    @Arg('input', () => types.ApproveEditionInput) input: types.ApproveEditionInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await approveEdition(tx, actor, input) }));
  }

  @Mutation(() => types.PublishEditionPayload)
  publishEdition(
    @Arg('input', () => types.PublishEditionInput) input: types.PublishEditionInput,
    @Ctx() ctx: EditorialContext,
  ) {
    return mutate(ctx, async (tx, actor) => ({ edition: await publishEdition(tx, actor, input) }));
  }
}
