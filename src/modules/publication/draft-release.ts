import type { Tx } from '../../platform/db/tx.js';
import { conflict } from '../../platform/errors/app-error.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import { requireRoleFor } from '../content/content-policy.js';
import { findReleasableDraft, type ReleasableDraft } from '../content/find-releasable-draft.js';
import { unmetGates } from '../content/unmet-gates.js';
import type { Actor } from '../identity/actor.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { checkPlatformGrant } from '../jurisdictions/sites/check-platform-grant.js';
import { findPortal } from '../jurisdictions/sites/find-portal.js';
import { listSites } from '../jurisdictions/sites/list-sites.js';
import { disclosureSection, type Site } from '../jurisdictions/sites/site.js';
import { explain } from '../rules/packs.js';
import type { VersionContent } from './new-version.js';

export interface DraftToRelease {
  readonly draftId: string;
  /** The revision that was read; left out = whatever was approved. */
  readonly expectedRevision?: number | null;
}

/** Where it will be shown first. */
export interface ReleasePlace {
  readonly siteId: string;
  readonly section: string;
}

/** A draft that this transaction holds, with the scopes of its division (itself first). */
export interface HeldDraft {
  readonly draft: ReleasableDraft;
  readonly scopes: readonly string[];
}

/** Errors: NOT_FOUND, FORBIDDEN (EDITOR of the body only), CONFLICT. */
export async function holdDraft(tx: Tx, actor: Actor, wanted: DraftToRelease): Promise<HeldDraft> {
  const draft = await findReleasableDraft(tx, wanted.draftId);
  const scopes = await scopesOf(tx, draft);
  await requireRoleFor(tx, actor, { ...draft, roles: ['EDITOR'], scopes });
  if (wanted.expectedRevision != null && wanted.expectedRevision !== draft.revision) {
    throw conflict(wanted.expectedRevision, draft.revision);
  }
  return { draft, scopes };
}

/**
 * Every gate the draft has not passed, the portal's leave among them, under the path of the draft. Where no place is
 * named it is the disclosure section of the portal on which the division publishes (R-H03).
 */
export async function releaseFaults(
  tx: Tx,
  draft: ReleasableDraft,
  { path, place }: { readonly path: readonly string[]; readonly place?: ReleasePlace | null },
): Promise<UserError[]> {
  const faults: UserError[] = (await unmetGates(tx, draft)).map((gate) => ({ code: 'GATE_UNMET', path, ...gate }));
  const sites = await listSites(tx);
  const shown = place ?? usualPlace(sites, await scopesOf(tx, draft));
  if (shown === null) return faults;
  const { body } = draft.filing;
  const use = { ...shown, bodyId: body.id, at: tx.clock.now(), known: { sites, body } };
  const refusal = await checkPlatformGrant(tx, use);
  if (refusal !== null) {
    const inputs = [
      { name: '公开主体', value: draft.filing.body.name },
      { name: '栏目', value: shown.section },
    ];
    const explanation = explain(draft.filing.pack, refusal.rule, { inputs, text: refusal.message });
    faults.push({ code: 'GATE_UNMET', path: ['place'], ...refusal, explanation });
  }
  return faults;
}

/** Null where no portal is registered for the division or above it. */
function usualPlace(sites: readonly Site[], scopes: readonly string[]): ReleasePlace | null {
  const portal = findPortal(sites, scopes);
  return portal === null ? null : { siteId: portal.id, section: disclosureSection };
}

/** The division of a draft and those above it, which are at hand where it still is the division of its body. */
async function scopesOf(tx: Tx, { divisionCode, filing }: ReleasableDraft): Promise<readonly string[]> {
  const known = filing.directory.division(divisionCode) !== undefined;
  return known ? filing.directory.scopesOf(divisionCode) : divisionScopes(tx, divisionCode);
}

/** What the draft says, with its relations pointing where they point once the bundle is out. */
export function contentOf(draft: ReleasableDraft, targets: ReadonlyMap<string, string> = new Map()): VersionContent {
  const relations = draft.relations.map(({ type, targetId }) => ({
    type,
    targetId: targets.get(targetId) ?? targetId,
  }));
  const distinct = new Map(relations.map((relation) => [`${relation.type} ${relation.targetId}`, relation]));
  return { ...draft, elements: draft.elementTexts, leadBodyId: draft.bodyId, relations: [...distinct.values()] };
}
