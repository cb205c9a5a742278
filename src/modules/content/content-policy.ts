import type { Sql } from '../../platform/db/sql.js';
import type { Tx } from '../../platform/db/tx.js';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { type Actor, everywhere, holds, type Role, type Scope } from '../identity/actor.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { findBody } from '../jurisdictions/find-body.js';
import { shanghaiDate } from '../rules/calendar-date.js';
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

/** Where somebody wants to work, and as what. */
export interface Work extends Pick<Draft, 'bodyId' | 'divisionCode'> {
  readonly roles: readonly Role[];
  /** The division and those above it, where the caller knows them already. */
  readonly scopes?: readonly Scope[];
}

/**
 * As `requireRole`, for work in the name of a body. Grants on a body end with it: whoever has no other is told so
 * (FORBIDDEN, R-P06); those of its division stay, and what they may still do is for the rules to say.
 */
export async function requireRoleFor(
  db: Sql & Pick<Tx, 'clock'>,
  actor: Actor,
  { bodyId, divisionCode, roles, scopes }: Work,
): Promise<void> {
  const above = scopes ?? (await divisionScopes(db, divisionCode));
  requireRole(actor, roles, [bodyId, ...above]);
  if (holds(actor, roles, above)) return;
  const body = await findBody(db, bodyId);
  const today = shanghaiDate(db.clock.now());
  if (body === null || body.validTo === null || body.validTo >= today) return;
  throw forbidden(
    `“${body.name}”已于${body.validTo}撤并(R-P06)，仅在该机关有权限的账号不能再以其名义拟稿、审查和发布；由承继其职能的机关公开。`,
  );
}

/** Locks a draft for an actor who holds one of the roles on it. */
export async function lockDraftFor(
  tx: Tx,
  actor: Actor,
  { draftId, roles }: { draftId: string; roles: readonly Role[] },
): Promise<Draft> {
  const draft = await lockDraft(tx, draftId);
  await requireRoleFor(tx, actor, { ...draft, roles });
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
