import type { UserError } from '../../../platform/errors/user-errors.js';
import { explain } from '../../rules/packs.js';
import { printTerm } from '../../rules/print-term.js';
import { comparable, isShorterOrEqual, type Term } from '../../rules/term.js';
import type { CatalogueField, FactState } from '../effective-item.js';
import { fieldPolicies } from '../field-policy.js';
import type { MergedFields } from '../resolution/merge-fields.js';
import type { OpenItem } from './open-item.js';
import { printField } from './print-field.js';

/** May this division do this to this field: the lock above, then the table of fields. Null where it may. */
export function checkFieldPolicy(open: OpenItem, field: CatalogueField, state: FactState): UserError | null {
  const { inherited } = open;
  if (inherited === null) return null;
  const policy = fieldPolicies[field];
  const lock = inherited.fieldOrigins.find((origin) => origin.field === field && origin.locked)?.origins.at(-1);
  if (lock !== undefined) {
    const text = `“${policy.label}”已由${nameOf(open, lock.divisionCode)}锁定，下级不得变更。`;
    return refusal(open, inherited, { code: 'NOT_ALLOWED_HERE', field, text });
  }
  if (state === 'LOCK' || policy.below.some((allowed) => allowed === state)) return null;
  return refusal(open, inherited, { code: 'RULE_VIOLATION', field, text: policy.message });
}

/** R-I05: below the defining level a term may only be shortened, with the same trigger and unit; a commitment then. */
export function checkShortened(open: OpenItem, inherited: MergedFields, term: Term): UserError | null {
  const above = inherited.deadline;
  const rivals = (above === null ? [] : [above, ...above.others]).filter((upper) => comparable(upper.term, term));
  const [first] = rivals;
  if (first === undefined) {
    const text = '下级可以缩短期限，不得变更起算点、单位或周期。';
    return refusal(open, inherited, { code: 'RULE_VIOLATION', field: 'deadline', text, proposed: printTerm(term) });
  }
  const strictest = rivals.find((one) => rivals.every((other) => isShorterOrEqual(one.term, other.term))) ?? first;
  if (isShorterOrEqual(term, strictest.term)) return null;
  const from = nameOf(open, strictest.origin.divisionCode);
  const text = `本级时限(${printTerm(term)})长于${from}的时限(${strictest.text})，不能保存。`;
  const inputs = [
    { name: '本级时限', value: printTerm(term) },
    { name: `上级时限(${from})`, value: strictest.text },
  ];
  return {
    code: 'RULE_VIOLATION',
    path: ['deadline'],
    message: text,
    rule: 'R-I05',
    explanation: explain(open.pack, 'R-I05', { inputs, text }),
  };
}

interface Refusal {
  readonly code: UserError['code'];
  readonly field: CatalogueField;
  readonly text: string;
  readonly proposed?: string;
}

function refusal(open: OpenItem, inherited: MergedFields, { code, field, text, proposed }: Refusal): UserError {
  const { rule, label } = fieldPolicies[field];
  const from = inherited.fieldOrigins.find((origin) => origin.field === field)?.origins[0];
  const source = from === undefined ? '上级' : nameOf(open, from.divisionCode);
  const inputs = [{ name: `${label}(${source})`, value: printField(inherited, field) }];
  if (proposed !== undefined) inputs.push({ name: label, value: proposed });
  return { code, path: [field], message: text, rule, explanation: explain(open.pack, rule, { inputs, text }) };
}

function nameOf(open: OpenItem, divisionCode: string): string {
  return open.chain.find((division) => division.code === divisionCode)?.name ?? divisionCode;
}
