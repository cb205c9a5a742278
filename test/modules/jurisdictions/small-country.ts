import type { Actor, Grant } from '../../../src/modules/identity/actor.js';
import { defineDivisions } from '../../../src/modules/jurisdictions/divisions/define-divisions.js';
import type { Division } from '../../../src/modules/jurisdictions/directory.js';
import { type BodyRegistration, registerBodies } from '../../../src/modules/jurisdictions/bodies/register-bodies.js';
import type { SiteRegistration } from '../../../src/modules/jurisdictions/sites/register-site.js';
import type { Database } from '../../../src/platform/db/database.js';

/** An actor with these grants; the id is one of nobody. */
export function actorWith(...grants: readonly Grant[]): Actor {
  return { accountId: '00000000-0000-4000-8000-0000000000aa', displayName: '测试', grants };
}

export const operator = actorWith({ role: 'OPERATOR', scope: '*' });
export const drafter = actorWith({ role: 'DRAFTER', scope: '310107' });
export const putuoOffice = actorWith({ role: 'DISCLOSURE_OFFICE', scope: '310107' });
export const huangpuOffice = actorWith({ role: 'DISCLOSURE_OFFICE', scope: '310101' });
export const streetOffice = actorWith({ role: 'DISCLOSURE_OFFICE', scope: '310107005' });

export const ids = {
  city: '00000000-0000-4000-8000-000000000001',
  putuo: '00000000-0000-4000-8000-000000000002',
  putuoCivil: '00000000-0000-4000-8000-000000000003',
  caoyang: '00000000-0000-4000-8000-000000000004',
  huangpu: '00000000-0000-4000-8000-000000000005',
};

export const divisions: readonly Division[] = [
  { code: '310000', name: '上海市', level: 'CITY', kind: 'CITY', parentCode: null, pack: 'SHANGHAI' },
  { code: '310101', name: '黄浦区', level: 'DISTRICT', kind: 'DISTRICT', parentCode: '310000', pack: 'SHANGHAI' },
  { code: '310107', name: '普陀区', level: 'DISTRICT', kind: 'DISTRICT', parentCode: '310000', pack: 'SHANGHAI' },
  {
    code: '310107005',
    name: '曹杨新村街道',
    level: 'STREET',
    kind: 'SUBDISTRICT',
    parentCode: '310107',
    pack: 'SHANGHAI',
  },
];

export const bodies: readonly BodyRegistration[] = [
  body({ id: ids.city, slug: '310000-government', name: '上海市人民政府', functions: ['GOVERNMENT', 'DATA'] }),
  body({ id: ids.putuo, slug: '310107-government', name: '普陀区人民政府', functions: ['GOVERNMENT', 'JUSTICE'] }),
  body({
    id: ids.putuoCivil,
    slug: '310107-civil-affairs',
    name: '普陀区民政局',
    kind: 'DEPARTMENT',
    functions: ['CIVIL_AFFAIRS'],
  }),
  body({
    id: ids.caoyang,
    slug: '310107005-street-office',
    name: '曹杨新村街道办事处',
    kind: 'SUBDISTRICT_OFFICE',
    functions: ['STREET'],
  }),
  body({ id: ids.huangpu, slug: '310101-government', name: '黄浦区人民政府', functions: ['GOVERNMENT'] }),
];

/** A government of the division its slug begins with, valid from 2021-06-01, unless told otherwise. */
export function body(facts: Partial<BodyRegistration> & { slug: string }): BodyRegistration {
  return {
    name: facts.slug,
    kind: 'GOVERNMENT',
    divisionCode: facts.slug.split('-')[0] ?? '',
    functions: [],
    validFrom: '2021-06-01',
    ...facts,
  };
}

/** A portal of Putuo, unless told otherwise. */
export function site(facts: Partial<SiteRegistration> = {}): SiteRegistration {
  return {
    slug: 'putuo-portal',
    name: '上海普陀',
    divisionCode: '310107',
    ownerBodyId: ids.putuo,
    kind: 'PORTAL',
    sections: ['政府信息公开', '政民互动'],
    ...facts,
  };
}

/** One city, two districts, one street and five bodies: sequences 1 and 2. `pack`: of the lower divisions. */
export async function settle(db: Database, { pack = 'SHANGHAI' } = {}): Promise<void> {
  const settled = divisions.map((division) => (division.level === 'CITY' ? division : { ...division, pack }));
  await db.transaction((tx) => defineDivisions(tx, operator, { divisions: settled }));
  await db.transaction((tx) => registerBodies(tx, operator, { bodies }));
}

/** Everything a refused verb might have left behind. */
export async function traces(db: Database): Promise<Record<string, number>> {
  const [row] = await db.sql<Record<string, number>>(
    `select (select count(*) from ledger_entry)::int as entries, (select count(*) from audit_entry)::int as audits,
       (select count(*) from outbox_event)::int as events, (select count(*) from division)::int as divisions,
       (select count(*) from body)::int as bodies, (select count(*) from body_succession)::int as successions,
       (select count(*) from site)::int as sites, (select count(*) from platform_grant)::int as grants,
       (select count(*) from account_grant)::int as roles, (select sequence::int from ledger_head) as head`,
  );
  return row ?? {};
}
