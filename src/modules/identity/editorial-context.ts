import type { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../platform/errors/user-errors.js';
import type { Actor } from './actor.js';
import type { SessionSettings } from './sessions/session-settings.js';

/** What an editorial resolver gets: who is acting, and the one way to write. */
export interface EditorialContext {
  readonly db: Database;
  readonly requestId: string;
  /** Null while nobody is signed in. */
  readonly actor: Actor | null;
  /** Runs after a commit, before the answer: brings this node to the newest sequence. */
  readonly afterCommit: () => Promise<void>;
  readonly session: SessionSettings;
  /** Fields of the public schema, as `Type.field`, that a consumer's key may be answered null for. */
  readonly maskable: ReadonlySet<string>;
}

export function signedIn(context: EditorialContext): Actor {
  if (context.actor === null) throw new AppError('UNAUTHENTICATED', '请先登录。');
  return context.actor;
}

/**
 * One mutation: one transaction, one verb. What an editor can mend comes back as `userErrors`,
 * with the rest of the payload null; any other refusal is thrown with its code.
 */
export async function mutate<Payload extends object>(
  context: EditorialContext,
  work: (tx: Tx, actor: Actor) => Promise<Payload>,
): Promise<Partial<Payload> & { userErrors: readonly UserError[] }> {
  const actor = signedIn(context);
  try {
    const payload = await context.db.transaction((tx) => work(tx, actor), { requestId: context.requestId });
    await context.afterCommit();
    return { ...payload, userErrors: [] };
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    const nothing: Partial<Payload> = {};
    return { ...nothing, userErrors: error.errors };
  }
}
