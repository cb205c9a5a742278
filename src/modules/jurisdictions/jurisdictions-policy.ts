import { forbidden } from '../../platform/errors/app-error.js';
import { type Actor, holds, type Role, type Scope } from '../identity/actor.js';

const keepers: readonly Role[] = ['OPERATOR', 'DISCLOSURE_OFFICE'];

/** Bodies, sites and grants of a division are kept by its disclosure office, one above it, or an operator there. */
export function keepsDirectory(actor: Actor, scopes: readonly Scope[]): boolean {
  return holds(actor, keepers, scopes);
}

/** Places and bodies are public, so a refusal may say what it refuses: FORBIDDEN, never NOT_FOUND. */
export function requireKeeper(actor: Actor, scopes: readonly Scope[]): void {
  if (!keepsDirectory(actor, scopes))
    throw forbidden('只有本级或上级的信息公开主管部门、运维人员可以维护公开主体与站点。');
}

/** The tree itself belongs to the whole store: no division may redraw it. */
export function requireRootKeeper(actor: Actor): void {
  if (!keepsDirectory(actor, [])) throw forbidden('只有全局运维人员可以维护区划。');
}
