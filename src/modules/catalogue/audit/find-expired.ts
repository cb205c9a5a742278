import { citedVersion, type Law, type LawVersion, newestOf, stateOf } from '../../rules/laws/law.js';
import { printCitation } from '../../rules/print-term.js';
import type { Citation } from '../../rules/term.js';
import type { EffectiveDeadline, EffectiveItem } from '../effective-item.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/** CAT-09: bases that cite a wording which is no longer in force; one finding for each wording, with all its leaves. */
export function findExpiredBases(subject: AuditSubject): Finding[] {
  return expired(subject, (leaf) => leaf.bases).map(({ law, version, leaves }) =>
    findingOf(subject, {
      kind: 'EXPIRED_BASIS',
      rule: 'CAT-09',
      itemCodes: leaves.map((leaf) => leaf.code),
      message: `${leaves.length}个事项的公开依据${describe(law, version)}`,
      inputs: [{ name: '公开依据', value: printCitation({ ...version, clause: null }) }],
    }),
  );
}

/** CAT-10: terms that rest on a wording which is no longer in force. */
export function findExpiredTerms(subject: AuditSubject): Finding[] {
  return expired(subject, (leaf) => citationsOf(leaf.deadline)).map(({ law, version, leaves }) =>
    findingOf(subject, {
      kind: 'EXPIRED_TERM',
      rule: 'CAT-10',
      itemCodes: leaves.map((leaf) => leaf.code),
      message: `${leaves.length}个事项的公开时限所依据的${describe(law, version)}`,
      inputs: [{ name: '时限依据', value: printCitation({ ...version, clause: null }) }],
    }),
  );
}

interface Expired {
  readonly law: Law;
  readonly version: LawVersion;
  readonly leaves: readonly EffectiveItem[];
}

function expired(
  { leaves, register }: AuditSubject,
  citationsIn: (leaf: EffectiveItem) => readonly Citation[],
): Expired[] {
  const cited = leaves.map((leaf) => ({ leaf, citations: citationsIn(leaf) }));
  return register.laws.flatMap((law) => {
    const ended = law.versions.filter((version) => ['AMENDED', 'REPEALED'].includes(stateOf(version, register.on)));
    return ended.flatMap((version) => {
      const citing = cited.filter(({ citations }) =>
        citations.some((citation) => citedVersion(law, citation)?.version === version.version),
      );
      return citing.length === 0 ? [] : { law, version, leaves: citing.map(({ leaf }) => leaf) };
    });
  });
}

function citationsOf(deadline: EffectiveDeadline | null): readonly Citation[] {
  if (deadline === null) return [];
  return [deadline, ...deadline.others].flatMap(({ term }) => term.citation ?? []);
}

function describe(law: Law, version: LawVersion): string {
  const now = newestOf(law);
  const text = `《${version.title}》(${version.docNo})已于${version.lastDay ?? '此前'}失效`;
  if (now.endedAs === 'REPEALED') return `${text}，该文件已废止。`;
  return `${text}，现行文本为《${now.title}》(${now.docNo})。`;
}
