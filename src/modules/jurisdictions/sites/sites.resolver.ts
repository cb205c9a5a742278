import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import { grantPlatform } from './grant-platform.js';
import { listPlatformGrants } from './list-platform-grants.js';
import { listSites } from './list-sites.js';
import { registerSite } from './register-site.js';
import { revokePlatformGrant } from './revoke-platform-grant.js';
import type { PlatformGrant, Site } from './site.js';
import * as types from './site.type.js';

@Resolver()
export class SitesResolver {
  @Query(() => [types.EditorialSiteType])
  async sites(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID, { nullable: true }) division?: string | null,
  ): Promise<Site[]> {
    signedIn(context);
    const sites = await listSites(context.db);
    return sites.filter((site) => division == null || site.divisionCode === division);
  }

  @Query(() => [types.EditorialPlatformGrantType], { description: 'Ended and revoked ones included.' })
  async platformGrants(
    @Ctx() context: EditorialContext,
    @Arg('site', () => ID, { nullable: true }) site?: string | null,
    @Arg('body', () => ID, { nullable: true }) body?: string | null,
  ): Promise<PlatformGrant[]> {
    signedIn(context);
    return listPlatformGrants(context.db, { siteId: site ?? undefined, bodyId: body ?? undefined });
  }

  @Mutation(() => types.RegisterSitePayload)
  registerSite(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.RegisterSiteInput) input: types.RegisterSiteInput,
  ) {
    return mutate(context, async (tx, actor) => ({ site: await registerSite(tx, actor, input) }));
  }

  @Mutation(() => types.GrantPlatformPayload)
  grantPlatform(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.GrantPlatformInput) input: types.GrantPlatformInput,
  ) {
    return mutate(context, async (tx, actor) => ({ grant: await grantPlatform(tx, actor, input) }));
  }

  @Mutation(() => types.RevokePlatformGrantPayload)
  revokePlatformGrant(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.RevokePlatformGrantInput) input: types.RevokePlatformGrantInput,
  ) {
    return mutate(context, async (tx, actor) => ({ grant: await revokePlatformGrant(tx, actor, input) }));
  }
}
