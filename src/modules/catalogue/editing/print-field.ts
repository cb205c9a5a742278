import type { CatalogueFact } from '../catalogue-fact.js';
import { channelLabels } from '../channel-labels.js';
import type { Assignment, CatalogueField } from '../effective-item.js';
import type { MergedFields } from '../resolution/merge-fields.js';
import { printCitation, printTerm } from '../../rules/print-term.js';

export const levelLabels = { CITY: '市级', DISTRICT: '区级', STREET: '街镇级' } as const;
const empty = '(空)';
const everybody = '全社会';

/** A field as it stands, in words, for refusals that must name the value that forbids something. */
export function printField(merged: MergedFields, field: CatalogueField): string {
  switch (field) {
    case 'name':
      return merged.name;
    case 'elements':
      return merged.elements.map((element) => `${element.name}${element.required ? '(必备)' : ''}`).join('、') || empty;
    case 'bases':
      return merged.bases.map(printCitation).join('；') || empty;
    case 'deadline':
      return merged.deadline?.text ?? empty;
    case 'responsibility':
      return merged.responsibility === null ? empty : printAssignment(merged.responsibility);
    case 'channels':
      return (
        merged.channels
          .filter((channel) => channel.ticked)
          .map((channel) => channel.label)
          .join('、') || empty
      );
    case 'audience':
      return merged.audience.specific ?? everybody;
    case 'levels':
      return merged.levels.map((level) => levelLabels[level]).join('、') || empty;
    case 'note':
      return merged.note ?? empty;
    case 'applicability':
      return merged.suppressed ? '不适用' : '适用';
  }
}

/** What one fact says, in words; `(空)` where there is none. */
export function printFact(fact: CatalogueFact | undefined): string {
  if (fact?.state === 'LOCK') return '锁定';
  if (fact?.state === 'SUPPRESS') return '不适用';
  if (fact === undefined || fact.value === null) return fact?.field === 'applicability' ? '停用' : empty;
  switch (fact.field) {
    case 'elements':
      return fact.value.map((element) => element.name).join('、');
    case 'bases':
      return fact.value.map(printCitation).join('；');
    case 'deadline':
      return printTerm(fact.value);
    case 'channels':
      return fact.value.map((channel) => channelLabels[channel]).join('、');
    case 'levels':
      return fact.value.map((level) => levelLabels[level]).join('、');
    case 'responsibility':
      return printAssignment(fact.value);
    case 'audience':
      return fact.value.specific ?? everybody;
    case 'applicability':
      return '适用';
    case 'name':
    case 'note':
      return fact.value;
  }
}

/** As sheets write it; a body by its id, because its name is the register's. */
function printAssignment(value: Assignment): string {
  const each = value.eachBody === true ? '(各机关分别公开)' : '';
  return 'function' in value ? `职能：${value.function}${each}` : `机关：${value.bodyId}${each}`;
}
