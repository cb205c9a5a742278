import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Explanation } from '../../platform/errors/explanation.js';
import { ExplanationType } from '../../platform/graphql/user-error.type.js';
import { type EditorialContext, mutate, signedIn } from '../identity/editorial-context.js';
import { allowedActions, type OfferedAction } from './allowed-actions.js';
import { attributeWarnings } from './attribute/attribute-warnings.js';
import { decideAttribute } from './attribute/decide-attribute.js';
import * as inputs from './content.input.js';
import { draftScopes } from './content-policy.js';
import * as types from './content.type.js';
import { countReturns, type ReturnCount } from './count-returns.js';
import { createDraft } from './create-draft.js';
import type { ReviewOpinion } from './draft.js';
import { draftPack } from './draft-pack.js';
import { type DraftView, viewDraft } from './draft-view.js';
import { findDraft } from './find-draft.js';
import { listDrafts } from './list-drafts.js';
import { patchOfInput } from './patch-of-input.js';
import { findPublisher } from './publisher/find-publisher.js';
import { listOpinions } from './review/list-opinions.js';
import { reviewDraft } from './review/review-draft.js';
import { reassignDraft } from './reassign-draft.js';
import { reviseDraft } from './revise-draft.js';
import { submitDraft } from './submit-draft.js';

/** Drafts, their attribute and their review, for those who work on them. */
@Resolver(() => types.DraftType)
export class ContentResolver {
  @Query(() => types.DraftType)
  async draft(@Ctx() context: EditorialContext, @Arg('id', () => ID) id: string): Promise<DraftView> {
    return viewDraft(await findDraft(context.db, signedIn(context), { id }));
  }

  @Query(() => types.DraftConnection, { description: 'Changed last first.' })
  async drafts(
    @Ctx() context: EditorialContext,
    @Args(() => inputs.DraftsArgs) args: inputs.DraftsArgs,
  ): Promise<types.DraftConnection> {
    const page = await listDrafts(context.db, signedIn(context), args);
    const edges = page.rows.map(({ draft, cursor }) => ({ cursor, node: viewDraft(draft) }));
    return { edges, hasNextPage: page.hasNextPage };
  }

  @Query(() => [types.ReviewOpinionType], { description: 'By round and stage; those that no longer count are marked.' })
  opinions(@Ctx() context: EditorialContext, @Arg('draft', () => ID) draftId: string): Promise<ReviewOpinion[]> {
    return listOpinions(context.db, signedIn(context), { draftId });
  }

  @Query(() => [types.DraftReturnCountType], {
    description:
      'By body and rule, from the first to the last day, for those who supervise; bodies without any are left out.',
  })
  draftReturns(
    @Ctx() context: EditorialContext,
    @Args(() => inputs.DraftReturnsArgs) args: inputs.DraftReturnsArgs,
  ): Promise<ReturnCount[]> {
    return countReturns(context.db, signedIn(context), args);
  }

  @FieldResolver(() => types.DraftPublisherType, { description: 'Decided by how the information came to be.' })
  async publisher(@Ctx() context: EditorialContext, @Root() root: DraftView): Promise<types.DraftPublisherType> {
    const publisher = await findPublisher(context.db, signedIn(context), { draftId: root.id });
    return { ...publisher, rule: publisher.explanation.rule };
  }

  @FieldResolver(() => [ExplanationType], {
    description: 'What to look at again in the attribute; nothing is refused for it.',
  })
  async attributeWarnings(@Ctx() context: EditorialContext, @Root() root: DraftView): Promise<Explanation[]> {
    const draft = await findDraft(context.db, signedIn(context), { id: root.id });
    return attributeWarnings(await draftPack(context.db, draft), draft);
  }

  @FieldResolver(() => [types.DraftActionEnum], { description: 'What you may do next.' })
  async allowedActions(@Ctx() context: EditorialContext, @Root() root: DraftView): Promise<OfferedAction[]> {
    const actor = signedIn(context);
    const draft = await findDraft(context.db, actor, { id: root.id });
    const scopes = await draftScopes(context.db, draft);
    return allowedActions(draft, actor, {
      scopes,
      opinions: await listOpinions(context.db, actor, { draftId: draft.id }),
    });
  }

  @Mutation(() => types.CreateDraftPayload)
  createDraft(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.CreateDraftInput) { content, ...input }: inputs.CreateDraftInput,
  ) {
    return mutate(context, async (tx, actor) => {
      const patch = patchOfInput(content, input.kind);
      return { draft: viewDraft(await createDraft(tx, actor, { ...patch, ...input, title: patch.title ?? '' })) };
    });
  }

  @Mutation(() => types.ReviseDraftPayload)
  reviseDraft(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.ReviseDraftInput) { content, ...input }: inputs.ReviseDraftInput,
  ) {
    return mutate(context, async (tx, actor) => {
      const { kind } = await findDraft(tx, actor, { id: input.draftId });
      return { draft: viewDraft(await reviseDraft(tx, actor, { ...input, patch: patchOfInput(content, kind) })) };
    });
  }

  @Mutation(() => types.ReassignDraftPayload, { description: 'From a body that ended to one that answers for it now.' })
  reassignDraft(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.ReassignDraftInput) input: inputs.ReassignDraftInput,
  ) {
    return mutate(context, async (tx, actor) => ({ draft: viewDraft(await reassignDraft(tx, actor, input)) }));
  }

  @Mutation(() => types.DecideAttributePayload)
  decideAttribute(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.DecideAttributeInput) input: inputs.DecideAttributeInput,
  ) {
    return mutate(context, async (tx, actor) => ({ draft: viewDraft(await decideAttribute(tx, actor, input)) }));
  }

  @Mutation(() => types.SubmitDraftPayload)
  submitDraft(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.SubmitDraftInput) input: inputs.SubmitDraftInput,
  ) {
    return mutate(context, async (tx, actor) => {
      const { draft, returned } = await submitDraft(tx, actor, input);
      return { draft: viewDraft(draft), returned };
    });
  }

  @Mutation(() => types.ReviewDraftPayload)
  reviewDraft(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.ReviewDraftInput) input: inputs.ReviewDraftInput,
  ) {
    return mutate(context, async (tx, actor) => ({ draft: viewDraft(await reviewDraft(tx, actor, input)) }));
  }
}
