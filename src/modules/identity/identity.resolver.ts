import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import * as account from './account.type.js';
import { AuditEntryPage } from './audit-entry.type.js';
import { changePassword } from './change-password.js';
import { createAccount } from './create-account.js';
import { disableAccount } from './disable-account.js';
import { type EditorialContext, mutate, signedIn } from './editorial-context.js';
import { findAccount } from './find-account.js';
import * as inputs from './identity.input.js';
import { listAuditEntries } from './list-audit-entries.js';

@Resolver()
export class IdentityResolver {
  @Query(() => account.AccountType, { nullable: true, description: 'Null while nobody is signed in.' })
  me(@Ctx() context: EditorialContext) {
    const { actor } = context;
    if (actor === null) return null;
    return context.db.transaction((tx) => findAccount(tx, { id: actor.accountId, now: tx.clock.now() }));
  }

  @Query(() => AuditEntryPage, { description: 'Newest first; for a SUPERVISOR everywhere.' })
  auditEntries(
    @Arg('subject', () => ID, { nullable: true }) subject: string | null,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: EditorialContext,
  ) {
    const query = { subject: subject ?? undefined, first, after: after ?? undefined };
    return listAuditEntries(context.db, signedIn(context), query);
  }

  @Mutation(() => account.CreateAccountPayload)
  createAccount(
    @Arg('input', () => inputs.CreateAccountInput) input: inputs.CreateAccountInput,
    @Ctx() context: EditorialContext,
  ) {
    const { login, displayName, password } = input;
    const { passwordCost } = context.session;
    return mutate(context, async (tx, actor) => ({
      account: await createAccount(tx, actor, { login, displayName, password, passwordCost }),
    }));
  }

  @Mutation(() => account.DisableAccountPayload)
  disableAccount(
    @Arg('input', () => inputs.DisableAccountInput) input: inputs.DisableAccountInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ account: await disableAccount(tx, actor, input) }));
  }

  @Mutation(() => account.ChangePasswordPayload, { description: "The caller's own; ends all its sessions." })
  async changePassword(
    @Arg('input', () => inputs.ChangePasswordInput) input: inputs.ChangePasswordInput,
    @Ctx() context: EditorialContext,
  ): Promise<account.ChangePasswordPayload> {
    const { currentPassword, newPassword } = input;
    const { passwordCost } = context.session;
    const { changed, userErrors } = await mutate(context, async (tx, actor) => ({
      changed: await changePassword(tx, actor, { currentPassword, newPassword, passwordCost }),
    }));
    if (changed === true || userErrors.length > 0) return { changed: changed ?? false, userErrors };
    const wrong = { code: 'INVALID' as const, path: ['currentPassword'], message: '当前密码不正确。' };
    return { changed: false, userErrors: [wrong] };
  }
}
