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
import { disclosureSection } from '../jurisdictions/sites/site.js';
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
  const scopes = await divisionScopes(tx, draft.divisionCode);
  await requireRoleFor(tx, actor, { ...draft, roles: ['EDITOR'] });
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
  const shown = place ?? (await usualPlace(tx, draft));
  if (shown === null) return faults;
  const refusal = await checkPlatformGrant(tx, { ...shown, bodyId: draft.bodyId, at: tx.clock.now() });
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
async function usualPlace(tx: Tx, draft: ReleasableDraft): Promise<ReleasePlace | null> {
  const portal = await findPortal(tx, draft.divisionCode);
  return portal === null ? null : { siteId: portal.id, section: disclosureSection };
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
