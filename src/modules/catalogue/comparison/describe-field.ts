import type { Directory } from '../../jurisdictions/directory.js';
import { printCitation } from '../../rules/print-term.js';
import { levelLabels } from '../editing/print-field.js';
import type { CatalogueField, EffectiveItem } from '../effective-item.js';

const applicabilityLabels = { APPLICABLE: '适用', NOT_APPLICABLE: '不适用', RETIRED: '已停用' } as const;

/** What an item says in one field at its division, in words; null for nothing. */
export function describeField(item: EffectiveItem, field: CatalogueField, directory: Directory): string | null {
  switch (field) {
    case 'name':
      return item.name;
    case 'elements':
      return listed(item.elements.map(({ name, required }) => (required ? `${name}(必备)` : name)));
    case 'bases':
      return listed(item.bases.map(printCitation), '；');
    case 'deadline':
      return item.deadline === null
        ? null
        : [item.deadline, ...item.deadline.others].map(({ text }) => text).join('；');
    case 'responsibility':
      return item.responsibility === null ? null : (directory.body(item.responsibility.bodyId)?.name ?? null);
    case 'channels':
      return listed(item.channels.filter(({ ticked }) => ticked).map(({ label }) => label));
    case 'audience':
      return item.audience.specific ?? '全社会';
    case 'levels':
      return listed(item.levels.map((level) => levelLabels[level]));
    case 'note':
      return item.note;
    case 'applicability':
      return applicabilityLabels[item.applicability];
  }
}

function listed(parts: readonly string[], separator = '、'): string | null {
  return parts.length === 0 ? null : parts.join(separator);
}
