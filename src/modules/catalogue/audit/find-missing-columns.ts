import type { CatalogueField, EffectiveItem } from '../effective-item.js';
import { fieldPolicies } from '../field-policy.js';
import { type AuditSubject, type Finding, findingOf } from './finding.js';

/** Whether a column says anything here, for those that the standard table asks for. */
const isEmpty: readonly [CatalogueField, (leaf: EffectiveItem) => boolean][] = [
  ['name', (leaf) => leaf.name.trim() === ''],
  ['elements', (leaf) => leaf.elements.length === 0],
  ['bases', (leaf) => leaf.bases.length === 0],
  ['deadline', (leaf) => leaf.deadline === null],
  ['responsibility', (leaf) => leaf.responsibility === null],
  ['channels', (leaf) => !leaf.channels.some((channel) => channel.ticked)],
  ['audience', (leaf) => !leaf.audience.allSociety && !leaf.audience.specific?.trim()],
  ['levels', (leaf) => leaf.levels.length === 0],
];

/** CAT-01: leaves that came to lack a column, for instance as nobody is left who would disclose. One for each column. */
export function findMissingColumns(subject: AuditSubject): Finding[] {
  return subject.leaves.flatMap((leaf) =>
    isEmpty
      .filter(([, empty]) => empty(leaf))
      .map(([field]) =>
        findingOf(subject, {
          kind: 'MISSING_COLUMN',
          rule: 'CAT-01',
          itemCodes: [leaf.code],
          field,
          message: `“${leaf.name}”缺少“${fieldPolicies[field].label}”栏。`,
        }),
      ),
  );
}
