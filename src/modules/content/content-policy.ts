import type { Sql } from '../../platform/db/sql.js';
import type { Tx } from '../../platform/db/tx.js';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { type Actor, everywhere, holds, type Role, type Scope } from '../identity/actor.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import type { Draft } from './draft.js';
import { lockDraft } from './draft-row.js';
import type { ReviewStage } from './review/review-state.js';

/** Who may see drafts at all; running the installation is no reason to read them. */
const readers: readonly Role[] = [
  'DRAFTER',
  'PRELIMINARY_REVIEWER',
  'SECOND_REVIEWER',
  'FINAL_REVIEWER',
  'SIGNER',
  'EDITOR',
  'DISCLOSURE_OFFICE',
  'UPPER_APPROVER',
  'SUPERVISOR',
];

export const reviewerRoles: Readonly<Record<ReviewStage, Role>> = {
  PRELIMINARY: 'PRELIMINARY_REVIEWER',
  SECOND: 'SECOND_REVIEWER',
  FINAL: 'FINAL_REVIEWER',
};

/** The scopes on which a grant counts for a draft: its body, its division and the divisions above. */
export async function draftScopes(db: Sql, draft: Pick<Draft, 'bodyId' | 'divisionCode'>): Promise<Scope[]> {
  return [draft.bodyId, ...(await divisionScopes(db, draft.divisionCode))];
}

export function maySee(actor: Actor, scopes: readonly Scope[]): boolean {
  return holds(actor, readers, scopes);
}

/** Errors: NOT_FOUND for whoever may not know of drafts here, FORBIDDEN for whoever may see but not do. */
export function requireRole(actor: Actor, wanted: readonly Role[], scopes: readonly Scope[]): void {
  if (!maySee(actor, scopes)) throw notFound();
  if (!holds(actor, wanted, scopes)) throw forbidden('您的角色不能执行此操作。');
}

/** Locks a draft for an actor who holds one of the roles on it. */
export async function lockDraftFor(
  tx: Tx,
  actor: Actor,
  { draftId, roles }: { draftId: string; roles: readonly Role[] },
): Promise<Draft> {
  const draft = await lockDraft(tx, draftId);
  requireRole(actor, roles, await draftScopes(tx, draft));
  return draft;
}

/** Who may ask how the bodies of a place do their work. */
export const overseers: readonly Role[] = ['SUPERVISOR', 'DISCLOSURE_OFFICE'];

/**
 * The drafts on which an actor holds one of the roles, as a condition over the alias `d` with one parameter;
 * a grant counts for everything below.
 */
export function visibleDrafts(
  actor: Actor,
  parameter: number,
  wanted: readonly Role[] = readers,
): { readonly where: string; readonly param: readonly Scope[] } {
  const scopes = actor.grants.filter((grant) => wanted.includes(grant.role)).map((grant) => grant.scope);
  const where = `('${everywhere}' = any($${parameter}::text[]) or d.body_id::text = any($${parameter}::text[]) or d.division_code in (
    with recursive below as (
      select code from division where code = any($${parameter}::text[]) and to_sequence is null
      union
      select child.code from below join division child on child.parent_code = below.code and child.to_sequence is null
    ) select code from below))`;
  return { where, param: scopes };
}
