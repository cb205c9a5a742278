import { carriedFunctions } from '../../jurisdictions/responsible-body.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/** CAT-07: functions that a body of the division carries and no leaf covers, unless they are exempt in writing. */
export function findGaps(subject: AuditSubject): Finding[] {
  const { bodies, directory, leaves, exempt } = subject;
  const asked = leaves.flatMap(({ responsibility }) => responsibility ?? []);
  const named = new Set(asked.map((one) => one.function));
  const bodiesNamed = new Set(asked.filter((one) => one.function === null && !one.eachBody).map((one) => one.bodyId));
  return bodies.flatMap((body) => {
    const carried = carriedFunctions(directory, body);
    // A leaf that names a body says which function it is about only where there is no other.
    if (carried.length === 1 && bodiesNamed.has(body.id)) return [];
    const uncovered = carried.filter((fn) => !named.has(fn) && !exempt.has(fn));
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
