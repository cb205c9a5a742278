import type { Tx } from '../../platform/db/tx.js';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { refuse } from '../../platform/errors/user-errors.js';
import { lockAccount } from './account-row.js';
import { type Actor, everywhere, holds, type Role, type Scope } from './actor.js';
import { type Account, findAccount } from './find-account.js';
import { recordAudit } from './record-audit.js';

export interface RoleChange {
  readonly accountId: string;
  readonly role: Role;
  readonly scope: Scope;
  /**
   * The scope itself and those above it: where the actor must be OPERATOR, unless it is so everywhere.
   * Worked out by the caller from the directory, never taken from a client.
   */
  readonly scopes: readonly Scope[];
}

export interface RoleGrant extends RoleChange {
  /** The grant ends by itself then; without it, when somebody revokes it. */
  readonly validUntil?: Date;
}

/**
 * Gives an account a role on a scope, effective at once. Nobody gives, to himself or others, what lies outside
 * the scopes on which he is OPERATOR. Errors: FORBIDDEN, NOT_FOUND; INVALID and DUPLICATE as data.
 */
export async function grantRole(tx: Tx, actor: Actor, input: RoleGrant): Promise<Account> {
  requireOperator(actor, input);
  const account = await lockAccount(tx, input.accountId);
  if (account === null) throw notFound();
  const now = tx.clock.now();
  if (input.validUntil !== undefined && input.validUntil <= now) {
    refuse({ code: 'INVALID', path: ['validUntil'], message: '授权截止时间须晚于现在。' });
  }
  if (!account.active) refuse({ code: 'NOT_ALLOWED_HERE', path: ['accountId'], message: '账号已停用，不能授权。' });
  const before = await findAccount(tx, { id: account.id, now });
  if (before?.grants.some((grant) => grant.role === input.role && grant.scope === input.scope)) {
    refuse({ code: 'DUPLICATE', path: ['role'], message: '该账号在此范围内已有这一角色。' });
  }
  await tx.sql(
    `insert into account_grant (id, account_id, role, scope, granted_by, granted_at, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.ids.uuid(), account.id, input.role, input.scope, actor.accountId, now, input.validUntil ?? null],
  );
  await recordAudit(tx, actor, {
    verb: 'grant-role',
    subject: `account:${account.id}`,
    details: { role: input.role, scope: input.scope, validUntil: input.validUntil ?? null },
  });
  const after = await findAccount(tx, { id: account.id, now });
  if (after === null) throw notFound();
  return after;
}

/** Asked before the account is looked for: who may not do it learns nothing about accounts. */
export function requireOperator(actor: Actor, change: Pick<RoleChange, 'scope' | 'scopes'>): void {
  const scopes = change.scope === everywhere ? [] : change.scopes;
  if (!holds(actor, ['OPERATOR'], scopes)) throw forbidden('只有该范围的运行管理员可以变更角色。');
}
