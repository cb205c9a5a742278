/** What a grant lets its holder do; the Chinese names stand in the README's glossary. */
export const roles = [
  'DRAFTER',
  'PRELIMINARY_REVIEWER',
  'SECOND_REVIEWER',
  'FINAL_REVIEWER',
  'SIGNER',
  'EDITOR',
  'DISCLOSURE_OFFICE',
  'UPPER_APPROVER',
  'OPERATOR',
  'SUPERVISOR',
] as const;

export type Role = (typeof roles)[number];

export function isRole(name: string): name is Role {
  return roles.some((role) => role === name);
}

/** A scope is a division code, a body id, or `*` for the whole store; this module does not know which. */
export type Scope = string;

export const everywhere: Scope = '*';

export interface Grant {
  readonly role: Role;
  readonly scope: Scope;
}

/** Who is acting in this request, job or seed. */
export interface Actor {
  readonly accountId: string;
  readonly displayName: string;
  readonly grants: readonly Grant[];
}

/**
 * True if the actor holds one of `wanted` on one of `scopes` or everywhere.
 * The caller names the scopes that count for its subject: the body, its division and the divisions above it.
 */
export function holds(actor: Actor, wanted: readonly Role[], scopes: readonly Scope[]): boolean {
  return actor.grants.some(
    (grant) => wanted.includes(grant.role) && (grant.scope === everywhere || scopes.includes(grant.scope)),
  );
}
