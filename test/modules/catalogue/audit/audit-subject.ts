import type { AuditSubject } from '../../../../src/modules/catalogue/audit/finding.js';
import type { EffectiveElement, EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { newest } from '../../../../src/modules/jurisdictions/select-directory.js';
import { registerSite } from '../../../../src/modules/jurisdictions/sites/register-site.js';
import { lawRegister } from '../../../../src/modules/rules/law-register.js';
import { packFor } from '../../../../src/modules/rules/packs.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { ids, operator } from '../../jurisdictions/small-country.js';
import * as small from '../small-catalogue.js';

export const portal = {
  slug: '310107-portal',
  name: '普陀区门户网站(示例)',
  divisionCode: small.district,
  ownerBodyId: ids.putuo,
  kind: 'PORTAL',
  sections: ['政府信息公开', '要闻动态'],
} as const;

/** The district with a portal: leaves and what else is named, nothing amiss otherwise. */
export async function districtSubject(db: Database): Promise<(more?: Partial<AuditSubject>) => AuditSubject> {
  const site = await db.transaction((tx) => registerSite(tx, operator, portal));
  const today = '2026-03-02';
  const directory = (await loadDirectory(db, newest)).asOf(today);
  const division = directory.division(small.district);
  if (division === undefined) throw new Error('The district is missing.');
  return (more = {}) => ({
    division,
    pack: packFor('SHANGHAI'),
    directory,
    bodies: directory.bodiesOf(small.district),
    leaves: [],
    sites: [site],
    grants: [],
    register: { ...lawRegister, on: today },
    exempt: new Set(['GOVERNMENT', 'JUSTICE', 'CIVIL_AFFAIRS']),
    nextReview: null,
    now: new Date('2026-03-02T01:00:00Z'),
    today,
    ...more,
  });
}

/** A key-work leaf like `base` with these elements. */
export function keyWork(base: EffectiveItem, code: string, elements: readonly string[]): EffectiveItem {
  const [first] = base.elements;
  if (first === undefined) throw new Error('The leaf has no element.');
  const bound = elements.map((id, index): EffectiveElement => ({ ...first, id, name: `要素${id}`, order: index + 1 }));
  return { ...base, code, name: `事项${code}`, category: 'KEY_WORK', elements: bound };
}
