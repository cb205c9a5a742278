import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Actor } from '../identity/actor.js';
import type { Account } from '../identity/find-account.js';
import { requireOperator } from '../identity/grant-role.js';
import { revokeRole } from '../identity/revoke-role.js';
import type { RoleOnScope } from './grant-role-on.js';
import { scopesAbove } from './scopes-above.js';

/** Takes a role on a division or body away, by whoever is OPERATOR there or above; effective with the next request. */
export async function revokeRoleOn(tx: Tx, actor: Actor, input: Omit<RoleOnScope, 'validUntil'>): Promise<Account> {
  const scopes = await scopesAbove(tx, input.scope);
  const change = { ...input, scope: scopes[0], scopes };
  requireOperator(actor, change);
  if (!isUuid(input.accountId)) throw notFound();
  return revokeRole(tx, actor, change);
}
