import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../identity/editorial-context.js';
import { defineDivisions } from './divisions/define-divisions.js';
import type { AdminLevel, Body, Division } from './directory.js';
import { findBody } from './find-body.js';
import { findDivision } from './find-division.js';
import { grantRoleOn } from './grant-role-on.js';
import * as inputs from './jurisdictions.input.js';
import * as types from './jurisdictions.type.js';
import { abolishBody } from './bodies/abolish-body.js';
import { mergeBodies } from './bodies/merge-bodies.js';
import { registerBodies } from './bodies/register-bodies.js';
import { renameBody } from './bodies/rename-body.js';
import { transferFunctions } from './bodies/transfer-functions.js';
import { renameDivision } from './divisions/rename-division.js';
import { revokeRoleOn } from './revoke-role-on.js';
import { newest, selectBodies, selectDivisions } from './select-directory.js';

/** The tree and the register of bodies, for editors; as the public sees them at the newest sequence. */
@Resolver()
export class JurisdictionsResolver {
  @Query(() => types.EditorialDivisionType, { nullable: true })
  async division(@Ctx() context: EditorialContext, @Arg('code', () => ID) code: string): Promise<Division | null> {
    signedIn(context);
    return findDivision(context.db, code);
  }

  @Query(() => [types.EditorialDivisionType], { description: 'In display order.' })
  async divisions(
    @Ctx() context: EditorialContext,
    @Arg('level', () => types.EditorialLevelEnum, { nullable: true }) level?: AdminLevel | null,
    @Arg('parent', () => ID, { nullable: true }) parent?: string | null,
  ): Promise<Division[]> {
    signedIn(context);
    const divisions = await selectDivisions(context.db, { at: newest });
    return divisions.filter(
      (division) => (level == null || division.level === level) && (parent == null || division.parentCode === parent),
    );
  }

  @Query(() => types.EditorialBodyType, { nullable: true })
  async body(@Ctx() context: EditorialContext, @Arg('id', () => ID) id: string): Promise<Body | null> {
    signedIn(context);
    return findBody(context.db, id);
  }

  @Query(() => [types.EditorialBodyType], { description: 'In display order; those that ended included.' })
  async bodies(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID, { nullable: true }) division?: string | null,
  ): Promise<Body[]> {
    signedIn(context);
    const bodies = await selectBodies(context.db, { at: newest });
    return bodies.filter((body) => division == null || body.divisionCode === division);
  }

  @Mutation(() => types.DefineDivisionsPayload)
  defineDivisions(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.DefineDivisionsInput) input: inputs.DefineDivisionsInput,
  ) {
    return mutate(context, async (tx, actor) => ({ divisions: await defineDivisions(tx, actor, input) }));
  }

  @Mutation(() => types.RenameDivisionPayload)
  renameDivision(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.RenameDivisionInput) input: inputs.RenameDivisionInput,
  ) {
    return mutate(context, async (tx, actor) => ({ division: await renameDivision(tx, actor, input) }));
  }

  @Mutation(() => types.RegisterBodiesPayload)
  registerBodies(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.RegisterBodiesInput) input: inputs.RegisterBodiesInput,
  ) {
    return mutate(context, async (tx, actor) => ({ bodies: await registerBodies(tx, actor, input) }));
  }

  @Mutation(() => types.RenameBodyPayload)
  renameBody(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.RenameBodyInput) input: inputs.RenameBodyInput,
  ) {
    return mutate(context, async (tx, actor) => ({ body: await renameBody(tx, actor, input) }));
  }

  @Mutation(() => types.MergeBodiesPayload)
  mergeBodies(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.MergeBodiesInput) input: inputs.MergeBodiesInput,
  ) {
    return mutate(context, async (tx, actor) => ({ body: await mergeBodies(tx, actor, input) }));
  }

  @Mutation(() => types.AbolishBodyPayload)
  abolishBody(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.AbolishBodyInput) input: inputs.AbolishBodyInput,
  ) {
    return mutate(context, async (tx, actor) => ({ body: await abolishBody(tx, actor, input) }));
  }

  @Mutation(() => types.TransferFunctionsPayload)
  transferFunctions(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.TransferFunctionsInput) input: inputs.TransferFunctionsInput,
  ) {
    return mutate(context, async (tx, actor) => ({ body: await transferFunctions(tx, actor, input) }));
  }

  @Mutation(() => types.GrantRoleOnPayload)
  grantRoleOn(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.GrantRoleOnInput) input: inputs.GrantRoleOnInput,
  ) {
    return mutate(context, async (tx, actor) => ({ account: await grantRoleOn(tx, actor, input) }));
  }

  @Mutation(() => types.RevokeRoleOnPayload)
  revokeRoleOn(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.RevokeRoleOnInput) input: inputs.RevokeRoleOnInput,
  ) {
    return mutate(context, async (tx, actor) => ({ account: await revokeRoleOn(tx, actor, input) }));
  }
}
