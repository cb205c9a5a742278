import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { findSite } from './find-site.js';
import { listPlatformGrants } from './list-platform-grants.js';
import type { PlatformGrant } from './site.js';

/** Ends a grant now: new releases are refused from this moment, what was released stays. */
export async function revokePlatformGrant(
  tx: Tx,
  actor: Actor,
  { grantId }: { readonly grantId: string },
): Promise<PlatformGrant> {
  const directory = await lockDirectory(tx);
  const grant = (await listPlatformGrants(tx, {})).find((known) => known.id === grantId);
  const site = grant === undefined ? null : await findSite(tx, grant.siteId);
  if (grant === undefined || site === null) throw notFound();
  requireKeeper(actor, directory.scopesOf(site.divisionCode));
  if (grant.revokedAt !== null) refuse({ code: 'CONFLICT', path: ['grantId'], message: '该授权已被撤销。' });

  await recordAudit(tx, actor, {
    verb: 'revoke-platform-grant',
    subject: `site:${site.id}`,
    details: { grantId, bodyId: grant.bodyId },
  });
  const revokedAt = tx.clock.now();
  await tx.sql(`update platform_grant set revoked_at = $2, revoked_by = $3 where id = $1`, [
    grant.id,
    revokedAt,
    actor.accountId,
  ]);
  await appendRelease(tx, { entries: [{ kind: 'SITE_CHANGED', subject: site.id }], writes: [] });
  return { ...grant, revokedAt };
}
