import { disclosureSection, isInForce } from '../../jurisdictions/sites/site.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/**
 * R-H03: leaves whose government website is ticked while the body that discloses has none: neither a portal in its own
 * division nor leave to use the disclosure section of one above. Of the other channels the store knows nothing.
 */
export function findDeadChannels(subject: AuditSubject): Finding[] {
  const ticked = subject.leaves.filter((leaf) =>
    leaf.channels.some(({ channel, ticked: on }) => channel === 'GOVERNMENT_WEBSITE' && on),
  );
  return [...Map.groupBy(ticked, (leaf) => leaf.responsibility?.bodyId)].flatMap(([bodyId, leaves]) => {
    const body = bodyId === undefined ? undefined : subject.directory.body(bodyId);
    if (body === undefined || hasWebsite(subject, body)) return [];
    return findingOf(subject, {
      kind: 'DEAD_CHANNEL',
      rule: 'R-H03',
      itemCodes: leaves.map((leaf) => leaf.code),
      bodyId: body.id,
      channel: 'GOVERNMENT_WEBSITE',
      message: `${body.name}本级没有门户网站，也没有上级门户“${disclosureSection}”栏目的有效授权，${leaves.length}个事项勾选的“政府网站”无法使用。`,
      inputs: [{ name: '公开主体', value: body.name }],
    });
  });
}

function hasWebsite(
  { sites, grants, now }: AuditSubject,
  body: { readonly id: string; readonly divisionCode: string },
): boolean {
  const portals = sites.filter((site) => site.kind === 'PORTAL');
  if (portals.some((site) => site.divisionCode === body.divisionCode)) return true;
  return grants.some(
    ({ siteId, bodyId, sections, ...grant }) =>
      bodyId === body.id &&
      portals.some((site) => site.id === siteId) &&
      (sections === null || sections.includes(disclosureSection)) &&
      isInForce({ siteId, bodyId, sections, ...grant }, now),
  );
}
