import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { Body, Directory } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { findSite } from './find-site.js';
import type { PlatformGrant, Site } from './site.js';

export interface PlatformGrantInput {
  /** Given by seeds, which repeat; drawn where it is missing. */
  readonly id?: string;
  readonly siteId: string;
  readonly bodyId: string;
  /** None or null = every section. */
  readonly sections?: readonly string[] | null;
  readonly validFrom: Date;
  readonly validTo?: Date | null;
}

/** Lets a body below publish on a site of an upper division (5.7.3), given by those who keep that division. */
export async function grantPlatform(tx: Tx, actor: Actor, input: PlatformGrantInput): Promise<PlatformGrant> {
  const directory = await lockDirectory(tx);
  const site = await findSite(tx, input.siteId);
  const body = directory.body(input.bodyId);
  if (site === null || body === undefined) throw notFound();
  requireKeeper(actor, directory.scopesOf(site.divisionCode));
  const grant: PlatformGrant = {
    id: input.id ?? tx.ids.uuid(),
    siteId: site.id,
    bodyId: body.id,
    sections: input.sections ?? null,
    validFrom: input.validFrom,
    validTo: input.validTo ?? null,
    grantedBy: actor.accountId,
    grantedAt: tx.clock.now(),
    revokedAt: null,
  };
  const faults = [...faultsOfPlace(directory, site, body), ...faultsOfTerms(site, grant)];
  if (faults.length > 0) refuse(...faults);

  await recordAudit(tx, actor, {
    verb: 'grant-platform',
    subject: `site:${site.id}`,
    details: { grantId: grant.id, bodyId: body.id },
  });
  await insertGrant(tx, grant);
  await appendRelease(tx, { entries: [{ kind: 'SITE_CHANGED', subject: site.id }], writes: [] });
  return grant;
}

function faultsOfPlace(directory: Directory, site: Site, body: Body): UserError[] {
  const fault = (message: string): UserError[] => [
    { code: 'NOT_ALLOWED_HERE', path: ['bodyId'], message, rule: 'R-H03' },
  ];
  if (site.divisionCode === body.divisionCode) return fault('本级站点无需授权。');
  if (!directory.isWithin(body.divisionCode, site.divisionCode)) return fault('站点只能授权给下级公开主体。');
  return [];
}

function faultsOfTerms(site: Site, grant: PlatformGrant): UserError[] {
  const faults: UserError[] = [];
  if (grant.sections?.length === 0) {
    faults.push({ code: 'REQUIRED', path: ['sections'], message: '请列出授权的栏目，或授权全部栏目。' });
  }
  const strange = (grant.sections ?? []).filter((section) => !site.sections.includes(section));
  if (strange.length > 0) {
    faults.push({ code: 'INVALID', path: ['sections'], message: `站点没有这些栏目：${strange.join('、')}。` });
  }
  if (grant.validTo !== null && grant.validTo <= grant.validFrom) {
    faults.push({ code: 'INVALID', path: ['validTo'], message: '授权终止时间应晚于起始时间。' });
  }
  return faults;
}

async function insertGrant(tx: Tx, grant: PlatformGrant): Promise<void> {
  await tx.sql(
    `insert into platform_grant (id, site_id, body_id, sections, valid_from, valid_to, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      grant.id,
      grant.siteId,
      grant.bodyId,
      grant.sections,
      grant.validFrom,
      grant.validTo,
      grant.grantedBy,
      grant.grantedAt,
    ],
  );
}
