import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Actor, Role, Scope } from '../identity/actor.js';
import type { Account } from '../identity/find-account.js';
import { grantRole, requireOperator } from '../identity/grant-role.js';
import { scopesAbove } from './scopes-above.js';

export interface RoleOnScope {
  readonly accountId: string;
  readonly role: Role;
  /** A division code, a body id, or `*`. */
  readonly scope: Scope;
  /** The grant ends by itself then; none = when somebody revokes it. */
  readonly validUntil?: Date | null;
}

/**
 * Gives a role on a division or body that exists. The actor must be OPERATOR there or above: identity decides that,
 * from the chain worked out here. Audited by identity; nothing public changes, so there is no ledger entry.
 */
export async function grantRoleOn(tx: Tx, actor: Actor, input: RoleOnScope): Promise<Account> {
  const scopes = await scopesAbove(tx, input.scope);
  const change = { ...input, scope: scopes[0], scopes, validUntil: input.validUntil ?? undefined };
  requireOperator(actor, change);
  if (!isUuid(input.accountId)) throw notFound();
  return grantRole(tx, actor, change);
}
