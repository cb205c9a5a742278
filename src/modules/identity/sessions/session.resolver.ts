import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/db/tx.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { Turns } from '../../../platform/turns/turns.js';
import type { EditorialContext } from '../editorial-context.js';
import { RefreshSessionInput, SignInInput, SignOutInput } from './session.input.js';
import { refreshSession } from './refresh-session.js';
import { RefreshSessionPayload, SignInPayload, SignOutPayload } from './session.type.js';
import { signIn, type SignInResult } from './sign-in.js';
import { signOut } from './sign-out.js';

/** A sign-in holds a connection while its password is compared, so a crowd of them must not hold them all. */
const signInsAtOnce = 2;
const turns = new Turns(signInsAtOnce);

/** The mutations of those who are not signed in, or not any more. */
@Resolver()
export class SessionResolver {
  @Mutation(() => SignInPayload)
  signIn(
    @Arg('input', () => SignInInput) input: SignInInput,
    @Ctx() context: EditorialContext,
  ): Promise<SignInPayload> {
    return turns.take(() =>
      open(context, (tx) => signIn(tx, context.session, input), '登录名或密码不正确，或账号暂时不能登录。'),
    );
  }

  @Mutation(() => RefreshSessionPayload)
  refreshSession(
    @Arg('input', () => RefreshSessionInput) input: RefreshSessionInput,
    @Ctx() context: EditorialContext,
  ): Promise<RefreshSessionPayload> {
    return open(context, (tx) => refreshSession(tx, context.session, input), '登录已失效，请重新登录。');
  }

  @Mutation(() => SignOutPayload)
  async signOut(
    @Arg('input', () => SignOutInput) input: SignOutInput,
    @Ctx() context: EditorialContext,
  ): Promise<SignOutPayload> {
    await context.db.transaction((tx) => signOut(tx, input), { requestId: context.requestId });
    return { userErrors: [] };
  }
}

/** Refuses only after the commit: what the verb counted or ended has to stay. */
async function open(
  context: EditorialContext,
  work: (tx: Tx) => Promise<SignInResult>,
  refusal: string,
): Promise<SignInPayload> {
  const result = await context.db.transaction(work, { requestId: context.requestId });
  if (!result.ok) throw new AppError('UNAUTHENTICATED', refusal);
  return { session: result.tokens, userErrors: [] };
}
