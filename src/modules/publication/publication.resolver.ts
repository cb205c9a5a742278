import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type EditorialContext, mutate } from '../identity/editorial-context.js';
import { addLink } from './add-link.js';
import { correctDisclosure } from './correct-disclosure.js';
import * as types from './publication.type.js';
import { releaseDrafts } from './release-drafts.js';
import { withdrawDisclosure } from './withdraw-disclosure.js';

@Resolver()
export class PublicationResolver {
  @Mutation(() => types.ReleaseDraftsPayload)
  releaseDrafts(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.ReleaseDraftsInput) input: types.ReleaseDraftsInput,
  ) {
    return mutate(context, async (tx, actor) => ({ release: await releaseDrafts(tx, actor, input) }));
  }

  @Mutation(() => types.CorrectDisclosurePayload)
  correctDisclosure(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.CorrectDisclosureInput) input: types.CorrectDisclosureInput,
  ) {
    return mutate(context, async (tx, actor) => ({ release: await correctDisclosure(tx, actor, input) }));
  }

  @Mutation(() => types.WithdrawDisclosurePayload)
  withdrawDisclosure(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.WithdrawDisclosureInput) input: types.WithdrawDisclosureInput,
  ) {
    return mutate(context, async (tx, actor) => ({ tombstone: await withdrawDisclosure(tx, actor, input) }));
  }

  @Mutation(() => types.AddLinkPayload)
  addLink(@Ctx() context: EditorialContext, @Arg('input', () => types.AddLinkInput) input: types.AddLinkInput) {
    return mutate(context, async (tx, actor) => ({ link: await addLink(tx, actor, input) }));
  }
}
