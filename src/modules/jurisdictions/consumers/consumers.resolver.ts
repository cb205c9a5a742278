import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { holds } from '../../identity/actor.js';
import type { ConsumerKey } from '../../identity/consumer-keys/consumer-key.js';
import { listKeys } from '../../identity/consumer-keys/find-key.js';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import type { Audience } from '../audiences/audience.js';
import { listAudiences } from '../audiences/find-audiences.js';
import { registerAudience } from '../audiences/register-audience.js';
import { divisionScopes } from '../division-scopes.js';
import * as types from './consumers.type.js';
import { issueKeyOn } from './issue-key-on.js';
import { revokeKeyOn } from './revoke-key-on.js';

/** Who reads the public schema by a key, and what it sees more, or less, than everybody. */
@Resolver()
export class ConsumersResolver {
  @Query(() => [types.AudienceGroupType], { description: 'Of one division.' })
  audiences(@Ctx() context: EditorialContext, @Arg('division', () => ID) divisionCode: string): Promise<Audience[]> {
    signedIn(context);
    return listAudiences(context.db, [divisionCode]);
  }

  @Query(() => [types.ConsumerKeyType], {
    description: 'Of one division, newest first, ended ones too; for its OPERATOR and SUPERVISOR. Empty for others.',
  })
  async consumerKeys(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID) divisionCode: string,
  ): Promise<ConsumerKey[]> {
    const scopes = await divisionScopes(context.db, divisionCode);
    if (!holds(signedIn(context), ['OPERATOR', 'SUPERVISOR'], scopes)) return [];
    return listKeys(context.db, [divisionCode]);
  }

  @Mutation(() => types.RegisterAudiencePayload)
  registerAudience(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.RegisterAudienceInput) input: types.RegisterAudienceInput,
  ) {
    return mutate(context, async (tx, actor) => ({ audience: await registerAudience(tx, actor, input) }));
  }

  @Mutation(() => types.IssueKeyOnPayload)
  issueKeyOn(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.IssueKeyOnInput) input: types.IssueKeyOnInput,
  ) {
    const { divisionCode, name, kind, audienceIds, withheldFields, expiresAt } = input;
    const { maskable } = context;
    const wanted = { divisionCode, name, kind, audienceIds, withheldFields, expiresAt, maskable };
    return mutate(context, (tx, actor) => issueKeyOn(tx, actor, wanted));
  }

  @Mutation(() => types.RevokeKeyOnPayload)
  revokeKeyOn(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.RevokeKeyOnInput) input: types.RevokeKeyOnInput,
  ) {
    return mutate(context, async (tx, actor) => ({ key: await revokeKeyOn(tx, actor, input) }));
  }
}
