import type { Tx } from '../../../platform/db/tx.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { Directory } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { listSites } from './list-sites.js';
import type { Site, SiteKind } from './site.js';

export interface SiteRegistration {
  /** Given by seeds, which repeat; drawn where it is missing. */
  readonly id?: string;
  readonly slug: string;
  readonly name: string;
  readonly divisionCode: string;
  /** The body that runs it: of the site's division or of one above. */
  readonly ownerBodyId: string;
  readonly kind: SiteKind;
  readonly sections: readonly string[];
  readonly baseUrl?: string | null;
}

/** Registers a site of a division: a portal, a street's page, a partner, an open-data platform. */
export async function registerSite(tx: Tx, actor: Actor, input: SiteRegistration): Promise<Site> {
  const directory = await lockDirectory(tx);
  requireKeeper(actor, directory.scopesOf(input.divisionCode));
  const site: Site = { ...input, id: input.id ?? tx.ids.uuid(), baseUrl: input.baseUrl ?? null };
  const faults = faultsOf(directory, await listSites(tx), site);
  if (faults.length > 0) refuse(...faults);

  await recordAudit(tx, actor, { verb: 'register-site', subject: `site:${site.id}` });
  await appendRelease(tx, {
    entries: [{ kind: 'SITE_CHANGED', subject: site.id }],
    writes: [
      {
        text: `insert into site (id, from_sequence, slug, name, division_code, owner_body_id, kind, sections, base_url)
               select $1::uuid, head.sequence, $2, $3, $4, $5::uuid, $6, $7::text[], $8 from head`,
        params: [
          site.id,
          site.slug,
          site.name,
          site.divisionCode,
          site.ownerBodyId,
          site.kind,
          site.sections,
          site.baseUrl,
        ],
      },
    ],
  });
  return site;
}

function faultsOf(directory: Directory, others: readonly Site[], site: Site): UserError[] {
  const faults: UserError[] = [];
  const owner = directory.body(site.ownerBodyId);
  if (directory.division(site.divisionCode) === undefined) {
    faults.push({ code: 'INVALID', path: ['divisionCode'], message: `区划 ${site.divisionCode} 不存在。` });
  } else if (owner === undefined || !directory.isWithin(site.divisionCode, owner.divisionCode)) {
    faults.push({ code: 'INVALID', path: ['ownerBodyId'], message: '主办单位应是本级或上级的公开主体。' });
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(site.slug)) {
    faults.push({ code: 'INVALID', path: ['slug'], message: '标识应由小写字母、数字和连字符组成。' });
  }
  if (others.some((other) => other.slug === site.slug || other.id === site.id)) {
    faults.push({ code: 'DUPLICATE', path: ['slug'], message: `标识 ${site.slug} 已被使用。` });
  }
  if (site.kind === 'PORTAL' && others.some((o) => o.kind === 'PORTAL' && o.divisionCode === site.divisionCode)) {
    faults.push({ code: 'DUPLICATE', path: ['kind'], message: '本级已有门户网站。', rule: 'R-H03' });
  }
  if (site.name.trim() === '') faults.push({ code: 'REQUIRED', path: ['name'], message: '请填写站点名称。' });
  if (site.baseUrl !== null && !/^https?:\/\//.test(site.baseUrl)) {
    faults.push({ code: 'INVALID', path: ['baseUrl'], message: '网址应以 http:// 或 https:// 开头。' });
  }
  return faults;
}
