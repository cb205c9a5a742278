import { printCitation, printTerm } from '../../rules/print-term.js';
import { channelLabels } from '../channel-labels.js';
import type { ColumnField, ColumnValues } from '../editing/check-columns.js';
import { elementTypeLabels, levelLabels } from '../sheets/sheet-labels.js';

const empty = '(空)';

/** One column of a row in words, so that two versions can be read side by side. */
export function printColumn(columns: ColumnValues, field: ColumnField): string {
  return printed(columns, field) || empty;
}

function printed(columns: ColumnValues, field: ColumnField): string | null | undefined {
  switch (field) {
    case 'name':
    case 'note':
      return columns[field];
    case 'elements':
      return columns.elements
        ?.map(({ name, type, required }) => `${name}(${elementTypeLabels[type]}${required ? '，必备' : ''})`)
        .join('、');
    case 'bases':
      return columns.bases?.map(printCitation).join('；');
    case 'deadline':
      return columns.deadline ? printTerm(columns.deadline) : null;
    case 'responsibility':
      return columns.responsibility ? printResponsibility(columns.responsibility) : null;
    case 'channels':
      return columns.channels?.map((channel) => channelLabels[channel]).join('、');
    case 'audience':
      return columns.audience?.specific ?? '全社会';
    case 'levels':
      return columns.levels?.map((level) => levelLabels[level]).join('、');
  }
}

function printResponsibility(value: NonNullable<ColumnValues['responsibility']>): string {
  const whose = 'function' in value ? `承担${value.function}职能的机关` : `机关${value.bodyId}`;
  return value.eachBody === true ? `${whose}(各机关分别公开)` : whose;
}
