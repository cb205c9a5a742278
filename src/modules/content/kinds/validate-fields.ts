import { isUuid } from '../../../platform/ids/is-uuid.js';
import { isRecord } from '../../../platform/values/is-record.js';
import { isCalendarDate } from '../../rules/calendar-date.js';
import type { KindColumn, KindDefinition, KindField, KindFields, KindScalar, KindValue } from './kind.js';

/** A draft may lack what a submitted one must have; a wrong value is wrong in both. */
export type Completeness = 'PARTIAL' | 'COMPLETE';

export interface FieldFault {
  readonly code: 'REQUIRED' | 'INVALID';
  /** From the field on, e.g. `['materials', '1', 'basis']`. */
  readonly path: readonly string[];
  readonly message: string;
  readonly rule?: string;
}

export interface ValidatedFields {
  readonly fields: KindFields;
  readonly faults: readonly FieldFault[];
}

const longest = { text: 1_000, longText: 100_000 };
const mostEntries = 500;

/** Reads what was given for a kind: every field of the definition in its one form, and every fault found. */
export function validateFields(
  definition: KindDefinition,
  given: Readonly<Record<string, unknown>>,
  completeness: Completeness,
): ValidatedFields {
  const faults: FieldFault[] = Object.keys(given)
    .filter((name) => !Object.hasOwn(definition.fields, name))
    .map((name) => ({ code: 'INVALID', path: [name], message: `${definition.label}没有字段“${name}”。` }));
  const fields: Record<string, KindValue> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = Object.hasOwn(given, name) ? given[name] : null;
    const taken = isDerived(field)
      ? nothing(field)
      : readField(field, value, (fault) => faults.push(under(name, fault)));
    fields[name] = taken;
    if (
      completeness === 'COMPLETE' &&
      field.required === true &&
      isEmpty(taken) &&
      !faults.some((f) => f.path[0] === name)
    ) {
      faults.push({ code: 'REQUIRED', path: [name], message: `缺少“${field.label}”。` });
    }
  }
  for (const { field, ...fault } of definition.check?.(fields) ?? []) {
    faults.push({ code: 'INVALID', path: [field], ...fault });
  }
  return { fields, faults };
}

type Report = (fault: FieldFault) => void;

function readField(field: KindField, value: unknown, report: Report): KindValue {
  if (value === null || value === undefined) return nothing(field);
  switch (field.type) {
    case 'texts':
    case 'bodies':
      return readList(field, value, report);
    case 'rows':
      return readRows(field, value, report);
    case 'text':
    case 'longText':
    case 'date':
    case 'integer':
      return readScalar(field, value, report);
  }
}

function readScalar(field: Extract<KindField, { maximum?: number }>, value: unknown, report: Report): KindScalar {
  const { label } = field;
  if (field.type === 'integer') return readInteger({ label, maximum: field.maximum }, value, report);
  if (typeof value !== 'string') return invalid(`“${label}”应当是文字。`, report);
  if (value.trim() === '') return null;
  if (field.type === 'date')
    return isCalendarDate(value) ? value : invalid(`“${label}”应当是日期(YYYY-MM-DD)。`, report);
  const limit = field.maximum ?? longest[field.type];
  if (value.length > limit) return invalid(`“${label}”不得超过${limit}个字符。`, report);
  const normal = field.normalise === undefined ? value : field.normalise(value);
  return normal ?? invalid(`“${label}”的写法应为${field.form ?? '规定的写法'}。`, report);
}

function readInteger(
  field: { label: string; maximum: number | undefined },
  value: unknown,
  report: Report,
): KindScalar {
  const maximum = field.maximum ?? Number.MAX_SAFE_INTEGER;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= maximum) return value;
  return invalid(`“${field.label}”应当是不小于0的整数。`, report);
}

function readList(field: Extract<KindField, { type: 'texts' | 'bodies' }>, value: unknown, report: Report): string[] {
  const entries: unknown[] = Array.isArray(value) ? value : [null];
  if (entries.length > mostEntries) invalid(`“${field.label}”不得超过${mostEntries}项。`, report);
  return entries.flatMap((entry, index) => {
    const fits = typeof entry === 'string' && entry.trim() !== '' && (field.type === 'texts' || isUuid(entry));
    if (fits) return [field.type === 'bodies' ? entry.toLowerCase() : entry];
    report({ code: 'INVALID', path: [String(index)], message: `“${field.label}”第${index + 1}项无效。` });
    return [];
  });
}

type Row = Record<string, KindScalar>;

function readRows(field: Extract<KindField, { type: 'rows' }>, value: unknown, report: Report): Row[] {
  const rows: unknown[] = Array.isArray(value) ? value : [null];
  if (rows.length > mostEntries) invalid(`“${field.label}”不得超过${mostEntries}项。`, report);
  return rows.map((row, index) => {
    const at = (fault: FieldFault): void => report(under(String(index), fault));
    if (!isRecord(row)) {
      invalid(`“${field.label}”第${index + 1}项无效。`, at);
      return {};
    }
    for (const name of Object.keys(row).filter((key) => !Object.hasOwn(field.columns, key))) {
      at({ code: 'INVALID', path: [name], message: `“${field.label}”没有栏目“${name}”。` });
    }
    const read: Row = {};
    for (const [name, column] of Object.entries(field.columns)) {
      read[name] = readColumn(column, Object.hasOwn(row, name) ? row[name] : null, (fault) => at(under(name, fault)));
    }
    for (const [name, column] of Object.entries(field.columns)) {
      if (column.required !== true || read[name] !== null) continue;
      const which = typeof read.name === 'string' && name !== 'name' ? `“${read.name}”` : '';
      const message = `${field.label}第${index + 1}项${which}缺少“${column.label}”。`;
      at({ code: 'REQUIRED', path: [name], message, ...(field.rule === undefined ? {} : { rule: field.rule }) });
    }
    return read;
  });
}

function readColumn(column: KindColumn, value: unknown, report: Report): KindScalar {
  if (value === null || value === undefined) return null;
  return readScalar({ type: column.type, label: column.label }, value, report);
}

function nothing(field: KindField): KindValue {
  return field.type === 'texts' || field.type === 'bodies' || field.type === 'rows' ? [] : null;
}

function isDerived(field: KindField): boolean {
  return 'derived' in field && field.derived === true;
}

function isEmpty(value: KindValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function invalid(message: string, report: Report): null {
  report({ code: 'INVALID', path: [], message });
  return null;
}

function under(name: string, fault: FieldFault): FieldFault {
  return { ...fault, path: [name, ...fault.path] };
}
