import type { Actor } from '../src/modules/identity/actor.js';
import type { Body, Directory, Division } from '../src/modules/jurisdictions/directory.js';
import { loadDirectory } from '../src/modules/jurisdictions/load-directory.js';
import { newest } from '../src/modules/jurisdictions/select-directory.js';
import { grantPlatform, type PlatformGrantInput } from '../src/modules/jurisdictions/sites/grant-platform.js';
import { listPlatformGrants } from '../src/modules/jurisdictions/sites/list-platform-grants.js';
import { listSites } from '../src/modules/jurisdictions/sites/list-sites.js';
import { registerSite, type SiteRegistration } from '../src/modules/jurisdictions/sites/register-site.js';
import { disclosureSection, siteKinds } from '../src/modules/jurisdictions/sites/site.js';
import { startOfDay } from '../src/modules/rules/calendar-date.js';
import type { Database, TransactionOptions } from '../src/platform/db/database.js';
import { named } from '../src/platform/db/named.js';
import { readTsv } from './read-tsv.js';
import { stableId } from './stable-id.js';

const sections = [disclosureSection, '要闻动态', '政务服务', '政民互动'];
/** One street whose grant ran out, one whose grant covers the disclosure section alone. */
const expiredFor = '310112114';
const disclosureOnlyFor = '310107015';

/** The uuid of a seeded site. Slugs: `shanghai-portal`, `{district}-portal`, `{street}-page` and those of sites.tsv. */
export function siteIdOf(slug: string): string {
  return stableId('site', slug);
}

/** The city's sites, a portal for each district, a page and a grant for each street that has a body. */
export async function seedSites(db: Database, actor: Actor, options: TransactionOptions) {
  const directory = await loadDirectory(db, newest);
  const streetBodies = directory.bodies().filter((body) => directory.division(body.divisionCode)?.level === 'STREET');
  const sites = [
    ...readTsv('sites.tsv').map(
      (row): SiteRegistration => ({
        id: siteIdOf(row('slug')),
        slug: row('slug'),
        name: row('name'),
        divisionCode: row('division'),
        ownerBodyId: stableId('body', row('owner')),
        kind: named(siteKinds, row('kind')),
        sections: row('sections').split(','),
        baseUrl: row('baseUrl') === '' ? null : row('baseUrl'),
      }),
    ),
    ...directory.divisions().flatMap((division) => districtPortal(directory, division)),
    ...streetBodies.map(streetPage),
  ];
  const knownSites = new Set((await listSites(db)).map((site) => site.id));
  const newSites = sites.filter((site) => site.id === undefined || !knownSites.has(site.id));
  for (const site of newSites) await db.transaction((tx) => registerSite(tx, actor, site), options);

  const grants = streetBodies.map((body) => grantOf(directory, body));
  const knownGrants = new Set((await listPlatformGrants(db, {})).map((grant) => grant.id));
  const newGrants = grants.filter((grant) => grant.id === undefined || !knownGrants.has(grant.id));
  for (const grant of newGrants) await db.transaction((tx) => grantPlatform(tx, actor, grant), options);

  return {
    sites: { added: newSites.length, skipped: sites.length - newSites.length },
    platformGrants: { added: newGrants.length, skipped: grants.length - newGrants.length },
  };
}

function districtPortal(directory: Directory, division: Division): SiteRegistration[] {
  const owner = directory.government(division.code);
  if (division.level !== 'DISTRICT' || owner === undefined) return [];
  return [
    {
      id: siteIdOf(`${division.code}-portal`),
      slug: `${division.code}-portal`,
      name: `${division.name}门户网站(示例)`,
      divisionCode: division.code,
      ownerBodyId: owner.id,
      kind: 'PORTAL',
      sections,
      baseUrl: `https://${division.code}.shanghai.example`,
    },
  ];
}

function streetPage(body: Body): SiteRegistration {
  return {
    id: siteIdOf(`${body.divisionCode}-page`),
    slug: `${body.divisionCode}-page`,
    name: `${body.shortName ?? body.name}页面(示例)`,
    divisionCode: body.divisionCode,
    ownerBodyId: body.id,
    kind: 'STREET_PAGE',
    sections: [disclosureSection],
    baseUrl: `https://${body.divisionCode.slice(0, 6)}.shanghai.example/${body.divisionCode}`,
  };
}

function grantOf(directory: Directory, body: Body): PlatformGrantInput {
  const district = directory.division(body.divisionCode)?.parentCode;
  return {
    id: stableId('platform-grant', body.divisionCode),
    siteId: siteIdOf(`${district}-portal`),
    bodyId: body.id,
    sections: body.divisionCode === disclosureOnlyFor ? [disclosureSection] : null,
    validFrom: startOfDay('2021-06-01'),
    validTo: body.divisionCode === expiredFor ? startOfDay('2026-01-01') : null,
  };
}
