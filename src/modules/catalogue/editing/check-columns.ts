import type { UserError } from '../../../platform/errors/user-errors.js';
import { adminLevels } from '../../jurisdictions/directory.js';
import { checkBasis } from '../../rules/check-basis.js';
import { checkCommitment, checkTerm } from '../../rules/check-term.js';
import { statutoryTerm } from '../../rules/effective-term.js';
import { explain, type Pack } from '../../rules/packs.js';
import type { BasisValue, ElementValue, FieldValues } from '../catalogue-fact.js';
import { type Channel, channels, elementTypes } from '../effective-item.js';
import { fieldPolicies } from '../field-policy.js';
import { basisKey } from '../resolution/merge-lists.js';

/** The fields an editor gives a value to; applicability has verbs of its own. */
export type ColumnField = Exclude<keyof FieldValues, 'applicability'>;
export type ColumnValues = { readonly [Field in ColumnField]?: FieldValues[Field] };

type ColumnCheck<Field extends ColumnField> = (pack: Pack, value: FieldValues[Field]) => readonly UserError[];

/** What must be true of a column where it is defined, whatever stands above. Paths begin with the column. */
const checks: { readonly [Field in ColumnField]: ColumnCheck<Field> } = {
  name: (pack, value) => (value?.trim() ? [] : [missing(pack, 'name')]),
  elements: (pack, value) => (value.length === 0 ? [missing(pack, 'elements')] : checkElements(value)),
  bases: (pack, value) => (value.length === 0 ? [missing(pack, 'bases')] : checkBases(pack, value)),
  deadline: (pack, value) => {
    if (value === null) return [missing(pack, 'deadline')];
    const tooLong = checkCommitment(pack, value, statutoryTerm(pack, value.trigger));
    return [...checkTerm(pack, value), ...(tooLong === null ? [] : [tooLong])].map((fault) => under('deadline', fault));
  },
  responsibility: (pack, value) => (value === null ? [missing(pack, 'responsibility')] : []),
  channels: checkChannels,
  audience: checkAudience,
  levels: (pack, value) => {
    const known = value.every((level) => adminLevels.includes(level)) && new Set(value).size === value.length;
    if (value.length > 0 && known) return [];
    const text = value.length === 0 ? '公开层级至少选择一级。' : '公开层级不得重复。';
    return [fault(pack, { field: 'levels', rule: 'CAT-16', text, code: value.length === 0 ? 'REQUIRED' : 'INVALID' })];
  },
  note: () => [],
};

/** The columns that are there, each by its own rule (R-D02, R-D03, R-H01, CAT-01, CAT-09, CAT-10, CAT-14, CAT-16). */
export function checkColumns(pack: Pack, columns: ColumnValues): UserError[] {
  const check = <Field extends ColumnField>(field: Field): readonly UserError[] => {
    const value: FieldValues[Field] | undefined = columns[field];
    return value === undefined ? [] : checks[field](pack, value);
  };
  return columnFields.flatMap((field) => check(field));
}

export const columnFields: readonly ColumnField[] = [
  'name',
  'elements',
  'bases',
  'deadline',
  'responsibility',
  'channels',
  'audience',
  'levels',
  'note',
];

/** CAT-01: a leaf carries all columns of the standard table; a note is not one of them. Names every missing one. */
export function checkComplete(pack: Pack, columns: ColumnValues): UserError[] {
  return columnFields
    .filter((field) => field !== 'note' && columns[field] === undefined)
    .map((field) => missing(pack, field));
}

/** Ids are unique, against those that stand above too; an ENUM lists its choices. */
export function checkElements(elements: readonly ElementValue[], taken: ReadonlySet<string> = new Set()): UserError[] {
  const seen = new Set(taken);
  return elements.flatMap((element, index) => {
    const path = ['elements', String(index)];
    const faults: UserError[] = [];
    if (!/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(element.id)) {
      const message = '要素标识应为英文字母开头的字母和数字。';
      faults.push({ code: 'INVALID', path: [...path, 'id'], message, rule: 'CAT-08' });
    }
    if (seen.has(element.id)) {
      faults.push({ code: 'DUPLICATE', path: [...path, 'id'], message: `要素“${element.id}”已存在。`, rule: 'R-I03' });
    }
    seen.add(element.id);
    if (element.name.trim() === '')
      faults.push({ code: 'REQUIRED', path: [...path, 'name'], message: '要素须有名称。', rule: 'CAT-08' });
    if (!elementTypes.includes(element.type)) {
      const message = `未知的要素类型“${element.type}”。`;
      faults.push({ code: 'INVALID', path: [...path, 'type'], message, rule: 'CAT-08' });
    }
    if ((element.type === 'ENUM') !== element.values.length > 0) {
      const message = '枚举要素须列出可选值，其他类型不列。';
      faults.push({ code: 'INVALID', path: [...path, 'values'], message, rule: 'CAT-08' });
    }
    return faults;
  });
}

/** CAT-09 for each basis; the same basis only once. */
export function checkBases(
  pack: Pack,
  bases: readonly BasisValue[],
  taken: ReadonlySet<string> = new Set(),
): UserError[] {
  const seen = new Set(taken);
  return bases.flatMap((basis, index) => {
    const key = basisKey(basis);
    const path = ['bases', String(index)];
    const refused = checkBasis(pack, basis);
    const faults: UserError[] = refused === null ? [] : [{ ...refused, path: [...path, ...refused.path] }];
    if (seen.has(key))
      faults.push({ code: 'DUPLICATE', path, message: `依据《${basis.title}》已列出。`, rule: 'R-I04' });
    seen.add(key);
    return faults;
  });
}

/** R-H01: what is proactive is on the government website, so that box stays ticked. */
function checkChannels(pack: Pack, ticked: readonly Channel[]): UserError[] {
  const unknown = ticked.filter((channel) => !channels.includes(channel));
  const faults = unknown.map((channel) => {
    return fault(pack, { field: 'channels', rule: 'CAT-13', text: `未知的公开渠道“${channel}”。`, code: 'INVALID' });
  });
  if (ticked.includes('GOVERNMENT_WEBSITE')) return faults;
  const text = '主动公开的事项必须在政府网站公开，不得取消“政府网站”。';
  return [...faults, fault(pack, { field: 'channels', rule: 'R-H01', text, code: 'RULE_VIOLATION' })];
}

/** CAT-14: a specific audience is described by who it is. */
function checkAudience(pack: Pack, { specific }: FieldValues['audience']): UserError[] {
  if (specific === null || specific.trim() !== '') return [];
  const text = '公开对象为特定对象时须写明具体身份。';
  return [
    { ...fault(pack, { field: 'audience', rule: 'CAT-14', text, code: 'REQUIRED' }), path: ['audience', 'specific'] },
  ];
}

function missing(pack: Pack, field: ColumnField): UserError {
  const text = `缺少“${fieldPolicies[field].label}”栏，事项不能提交。`;
  return fault(pack, { field, rule: 'CAT-01', text, code: 'REQUIRED' });
}

interface Fault {
  readonly field: ColumnField;
  readonly rule: string;
  readonly text: string;
  readonly code: UserError['code'];
}

function fault(pack: Pack, { field, rule, text, code }: Fault): UserError {
  return { code, path: [field], message: text, rule, explanation: explain(pack, rule, { text }) };
}

function under(field: ColumnField, error: UserError): UserError {
  return { ...error, path: [field, ...error.path.filter((step) => step !== 'term')] };
}
