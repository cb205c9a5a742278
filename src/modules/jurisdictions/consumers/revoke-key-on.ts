import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds } from '../../identity/actor.js';
import type { ConsumerKey } from '../../identity/consumer-keys/consumer-key.js';
import { findKey } from '../../identity/consumer-keys/find-key.js';
import { revokeKey } from '../../identity/consumer-keys/revoke-key.js';
import { scopesAbove } from '../scopes-above.js';

/**
 * Ends a key, by whoever is OPERATOR of its division or above.
 * Errors: NOT_FOUND, for who may not know of it too; FORBIDDEN for who may but not end it.
 */
export async function revokeKeyOn(tx: Tx, actor: Actor, input: { readonly keyId: string }): Promise<ConsumerKey> {
  const key = await findKey(tx, input.keyId);
  if (key === null) throw notFound();
  const scopes = await scopesAbove(tx, key.scope);
  if (!holds(actor, ['OPERATOR', 'SUPERVISOR'], scopes)) throw notFound();
  return revokeKey(tx, actor, { keyId: key.id, scope: key.scope, scopes });
}
