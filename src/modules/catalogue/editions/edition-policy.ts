import { forbidden, notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds, type Role, roles } from '../../identity/actor.js';
import type { Edition, EditionState } from './edition.js';
import type { EditionChange } from './edition-changes.js';

/** Who may speak for the level above. */
export const approverRoles: readonly Role[] = ['UPPER_APPROVER', 'DISCLOSURE_OFFICE'];

/** States in which the level above sees an edition: what is still being drafted is not its business (R-I14). */
export const statesForAbove: readonly EditionState[] = ['SUBMITTED', 'UPPER_REVIEW', 'APPROVED', 'PUBLISHED'];

/**
 * Whether an actor sees an edition (R-I14): people of the division itself at any time, people above from its
 * submission, people below only what was published. `scopes`: the division first, then those above it.
 */
export function seesEdition(actor: Actor, edition: Pick<Edition, 'state'>, scopes: readonly string[]): boolean {
  const [own = ''] = scopes;
  if (holds(actor, roles, [own])) return true;
  if (holds(actor, roles, scopes)) return statesForAbove.includes(edition.state);
  return edition.state === 'PUBLISHED';
}

/** For the division's own office alone: a level above drafts no edition for one below. */
export function requireKeeper(actor: Actor, edition: Pick<Edition, 'state'>, scopes: readonly string[]): void {
  if (!seesEdition(actor, edition, scopes)) throw notFound();
  const [own = ''] = scopes;
  if (!holds(actor, ['DISCLOSURE_OFFICE'], [own]))
    throw forbidden('只有本级信息公开主管部门可以办理目录修订稿(R-I13)。');
}

/**
 * R-I13: the approval belongs to the next level up, to nobody further up, and never to those who drafted or submitted.
 */
export function requireApprover(
  actor: Actor,
  edition: Pick<Edition, 'state' | 'createdBy' | 'submittedBy'>,
  scopes: readonly string[],
): void {
  if (!seesEdition(actor, edition, scopes)) throw notFound();
  const [, upper] = scopes;
  const competent = actor.grants.some(({ role, scope }) => approverRoles.includes(role) && scope === upper);
  if (upper === undefined || !competent) {
    throw forbidden('目录修订稿由上一级审核(R-I13)：本级不能审核自己的修订稿，再上级也不越级审核。');
  }
  if (actor.accountId === edition.createdBy || actor.accountId === edition.submittedBy) {
    throw forbidden('起草或报送修订稿的人不能审核同一修订稿(R-I13)。');
  }
}

/** R-I13: nobody approves what they proposed themselves, whoever opened and submitted the edition. */
export function requireNotAuthor(actor: Actor, changes: readonly Pick<EditionChange, 'accountId'>[]): void {
  if (!changes.some((change) => change.accountId === actor.accountId)) return;
  throw forbidden('在修订稿中提出过变更的人不能审核同一修订稿(R-I13)。');
}
