import { checkBasis } from '../../rules/check-basis.js';
import { citedVersion, stateOf } from '../../rules/laws/law.js';
import { printCitation } from '../../rules/print-term.js';
import type { EffectiveBasis } from '../effective-item.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/**
 * CAT-09: bases that would be refused today, as the text was registered after they were written. Wordings that ended
 * are found by `findExpiredBases`.
 */
export function findFaultyBases(subject: AuditSubject): Finding[] {
  const pack = { ...subject.pack, laws: subject.register };
  const faulty = subject.leaves.flatMap((leaf) =>
    leaf.bases.flatMap((basis) => {
      const fault = hasEnded(subject, basis) ? null : checkBasis(pack, basis);
      return fault === null ? [] : { leaf, basis: printCitation(basis), fault };
    }),
  );
  return [...Map.groupBy(faulty, ({ basis }) => basis)].flatMap(([basis, places]) => {
    const [first] = places;
    if (first === undefined) return [];
    return findingOf(subject, {
      kind: 'FAULTY_BASIS',
      rule: 'CAT-09',
      itemCodes: places.map(({ leaf }) => leaf.code),
      message: `${places.length}个事项的公开依据不规范：${first.fault.message}`,
      inputs: [{ name: '公开依据', value: basis }],
    });
  });
}

function hasEnded({ register }: AuditSubject, basis: EffectiveBasis): boolean {
  return register.laws.some((law) => {
    const version = citedVersion(law, basis);
    return version !== undefined && ['AMENDED', 'REPEALED'].includes(stateOf(version, register.on));
  });
}
