import type { Body } from '../../jurisdictions/directory.js';
import type { EffectiveItem } from '../effective-item.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/**
 * CAT-07: elements of key work that one body would keep in two leaves, and that may come to differ there. Contacts are
 * left out: whom to ask is said in each leaf anew.
 */
export function findOverlaps(subject: AuditSubject): Finding[] {
  const keyWork = subject.leaves.filter((leaf) => leaf.category === 'KEY_WORK');
  const bodies = new Map(subject.directory.bodies().map((body) => [body.id, body]));
  return [...leavesByBody(subject, keyWork)].flatMap(([bodyId, leaves]) => {
    const body = bodies.get(bodyId);
    return body === undefined ? [] : overlapsOf(subject, body, leaves);
  });
}

function leavesByBody(
  { bodies }: AuditSubject,
  leaves: readonly EffectiveItem[],
): ReadonlyMap<string, readonly EffectiveItem[]> {
  const pairs = leaves.flatMap((leaf) => {
    const { responsibility } = leaf;
    if (responsibility === null) return [];
    const ids = responsibility.eachBody ? bodies.map((body) => body.id) : [responsibility.bodyId];
    return ids.map((bodyId) => ({ bodyId, leaf }));
  });
  const byBody = Map.groupBy(pairs, (pair) => pair.bodyId);
  return new Map([...byBody].map(([bodyId, ofBody]) => [bodyId, ofBody.map((pair) => pair.leaf)]));
}

function overlapsOf(subject: AuditSubject, body: Body, leaves: readonly EffectiveItem[]): Finding[] {
  const bound = leaves.flatMap((leaf) =>
    leaf.elements.filter(({ type }) => type !== 'CONTACT').map((element) => ({ element, leaf })),
  );
  return [...Map.groupBy(bound, ({ element }) => element.id)].flatMap(([id, places]) => {
    const [first, second] = places;
    if (first === undefined || second === undefined) return [];
    const names = places.map(({ leaf }) => `“${leaf.name}”`).join('、');
    return findingOf(subject, {
      kind: 'OVERLAP',
      rule: 'CAT-07',
      itemCodes: places.map(({ leaf }) => leaf.code),
      bodyId: body.id,
      element: id,
      message: `${body.name}的公开要素“${first.element.name}”(${id})重复出现在${names}，请拆分或归并。`,
      inputs: places.map(({ leaf, element }) => ({ name: leaf.code, value: element.name })),
    });
  });
}
