import { carriedFunctions } from '../../jurisdictions/responsible-body.js';
import { functionInput } from '../resolution/responsible-body.js';
import type { EffectiveItem } from '../effective-item.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/** CAT-07: functions that a body of the division carries and no leaf covers, unless they are exempt in writing. */
export function findGaps(subject: AuditSubject): Finding[] {
  const { bodies, directory, leaves, exempt } = subject;
  const named = new Set(leaves.flatMap((leaf) => functionOf(leaf) ?? []));
  // A leaf that names a body covers whatever that body does.
  const bodiesNamed = new Set(leaves.flatMap((leaf) => (functionOf(leaf) === null ? bodyOf(leaf) : [])));
  return bodies.flatMap((body) => {
    if (bodiesNamed.has(body.id)) return [];
    const uncovered = carriedFunctions(directory, body).filter((fn) => !named.has(fn) && !exempt.has(fn));
    return uncovered.map((fn) =>
      findingOf(subject, {
        kind: 'GAP',
        rule: 'CAT-07',
        bodyId: body.id,
        function: fn,
        message: `${body.name}的职能“${fn}”没有对应的公开事项，也没有书面豁免。`,
        inputs: [
          { name: '公开主体', value: body.name },
          { name: '职能', value: fn },
        ],
      }),
    );
  });
}

/** The function that the catalogue names for the leaf; null where it names a body. */
function functionOf({ responsibility }: EffectiveItem): string | null {
  return responsibility?.explanation.inputs.find((input) => input.name === functionInput)?.value ?? null;
}

function bodyOf({ responsibility }: EffectiveItem): string[] {
  return responsibility === null || responsibility.eachBody ? [] : [responsibility.bodyId];
}
