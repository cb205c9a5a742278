import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor, Scope } from '../actor.js';
import { requireOperator } from '../grant-role.js';
import { recordAudit } from '../record-audit.js';
import { type ConsumerKey, keyColumns, type KeyRow, toConsumerKey } from './consumer-key.js';

export interface KeyToRevoke {
  readonly keyId: string;
  /** The key's scope and those above it, worked out by the caller from the directory. */
  readonly scope: Scope;
  readonly scopes: readonly Scope[];
}

/** Ends a key for good; every node refuses it within a second. Errors: FORBIDDEN, NOT_FOUND, userErrors. */
export async function revokeKey(tx: Tx, actor: Actor, input: KeyToRevoke): Promise<ConsumerKey> {
  requireOperator(actor, input);
  const [row] = await tx.sql<KeyRow>(
    `update consumer_key set revoked_at = $2 where id = $1 and revoked_at is null returning ${keyColumns}`,
    [input.keyId, tx.clock.now()],
  );
  if (row === undefined) {
    const [ended] = await tx.sql('select 1 from consumer_key where id = $1', [input.keyId]);
    if (ended === undefined) throw notFound();
    refuse({ code: 'NOT_ALLOWED_HERE', path: ['keyId'], message: '该密钥已被吊销。' });
  }
  await recordAudit(tx, actor, {
    verb: 'revoke-key',
    subject: `consumer-key:${row.id}`,
    details: { prefix: row.prefix },
  });
  return toConsumerKey(row);
}
