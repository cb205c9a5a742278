import type { Tx } from '../../../platform/db/tx.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor, Scope } from '../actor.js';
import { requireOperator } from '../grant-role.js';
import { recordAudit } from '../record-audit.js';
import type { ConsumerKey, ConsumerKind } from './consumer-key.js';
import { hashSecret, type KeyParts, printKey } from './key-text.js';

export interface NewKey {
  readonly name: string;
  readonly kind: ConsumerKind;
  readonly scope: Scope;
  /** The scope and those above it, worked out by the caller from the directory, never taken from a client. */
  readonly scopes: readonly Scope[];
  readonly audienceIds: readonly string[];
  readonly withheldFields: readonly string[];
  readonly expiresAt: Date;
  /** Only the demo data says which key and which id. */
  readonly demo?: KeyParts & { readonly id: string };
}

export interface IssuedKey {
  readonly key: ConsumerKey;
  /** The whole key: to be handed over now, it cannot be shown again. */
  readonly secret: string;
}

const longestName = 100;
const longestLife = 1_100 * 86_400_000;
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Gives a consumer a key, effective at once. Errors: FORBIDDEN (OPERATOR of the scope or above), userErrors. */
export async function issueKey(tx: Tx, actor: Actor, input: NewKey): Promise<IssuedKey> {
  requireOperator(actor, input);
  const now = tx.clock.now();
  const name = input.name.trim();
  const faults = faultsOf({ ...input, name }, now);
  if (faults.length > 0) refuse(...faults);
  const parts = input.demo ?? newParts(tx);
  const key: ConsumerKey = {
    id: input.demo?.id ?? tx.ids.uuid(),
    prefix: parts.prefix,
    name,
    kind: input.kind,
    scope: input.scope,
    audienceIds: [...new Set(input.audienceIds)],
    withheldFields: [...new Set(input.withheldFields)],
    demo: input.demo !== undefined,
    issuedAt: now,
    expiresAt: input.expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
  await tx.sql(
    `insert into consumer_key (id, prefix, secret_hash, name, kind, scope, audience_ids, withheld_fields, demo,
       issued_by, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      key.id,
      key.prefix,
      hashSecret(parts.secret),
      name,
      key.kind,
      key.scope,
      key.audienceIds,
      key.withheldFields,
      key.demo,
      actor.accountId,
      now,
      key.expiresAt,
    ],
  );
  await recordAudit(tx, actor, {
    verb: 'issue-key',
    subject: `consumer-key:${key.id}`,
    details: { prefix: key.prefix, kind: key.kind, scope: key.scope, audienceIds: key.audienceIds },
  });
  return { key, secret: printKey(parts) };
}

function newParts(tx: Tx): KeyParts {
  const prefix = Array.from(tx.ids.bytes(8), (byte) => alphabet[byte % alphabet.length]).join('');
  return { prefix, secret: tx.ids.bytes(32).toString('base64url') };
}

function faultsOf({ name, expiresAt, demo }: NewKey, now: Date): UserError[] {
  const faults: UserError[] = [];
  if (name === '' || name.length > longestName) {
    faults.push({ code: 'INVALID', path: ['name'], message: `请填写使用方名称，不超过${longestName}字。` });
  }
  const tooLong = demo === undefined && expiresAt.getTime() - now.getTime() > longestLife;
  if (expiresAt <= now || tooLong) {
    faults.push({ code: 'INVALID', path: ['expiresAt'], message: '有效期须晚于现在，最长三年。' });
  }
  return faults;
}
