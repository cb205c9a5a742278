import type { UserError } from '../../platform/errors/user-errors.js';
import { daysInMonth } from './calendar-date.js';
import { amountFault } from './due-date.js';
import { explain, type Pack } from './packs.js';
import { printTerm } from './print-term.js';
import { comparable, isShorterOrEqual, type Term } from './term.js';

/**
 * Everything that is wrong with a term by itself (R-D03, CAT-10): missing parts, an amount out of range,
 * a term by other law without its citation. Empty when it may be saved.
 */
export function checkTerm(pack: Pack, term: Term): UserError[] {
  const faults = [checkShape(term), checkRange(term)].filter((text) => text !== null);
  const errors: UserError[] = faults.map((text) =>
    refusal(pack, { rule: 'CAT-10', code: 'INVALID', field: 'term', text, term }),
  );
  const other = checkOtherLaw(pack, term);
  return other === null ? errors : [...errors, other];
}

/** R-D03: another term by law or regulation replaces the general one, but only with its citation. */
export function checkOtherLaw(pack: Pack, term: Term): UserError | null {
  if (term.kind !== 'OTHER_LAW' || (term.citation && term.citation.title.trim() !== '')) return null;
  const text = '按法律、法规另行规定的期限须注明依据(全称、文号和条款)。';
  return refusal(pack, { rule: 'R-D03', code: 'REQUIRED', field: 'citation', text, term });
}

/**
 * R-D02: a commitment may be as long as the statutory term or shorter. Terms with other triggers or units cannot be
 * compared: they are accepted, because the statutory one goes on to apply beside them and the earliest date rules.
 */
export function checkCommitment(pack: Pack, term: Term, statutory: Term): UserError | null {
  if (term.kind !== 'COMMITTED' || !comparable(term, statutory) || isShorterOrEqual(term, statutory)) return null;
  const text = `承诺期限(${printTerm(term)})长于法定期限(${printTerm(statutory)})，不能保存。`;
  return refusal(pack, { rule: 'R-D02', code: 'RULE_VIOLATION', field: 'term', text, term, against: statutory });
}

interface Refusal {
  readonly rule: string;
  readonly code: UserError['code'];
  readonly field: string;
  readonly text: string;
  readonly term: Term;
  readonly against?: Term;
}

function refusal(pack: Pack, { rule, code, field, text, term, against }: Refusal): UserError {
  const inputs = [{ name: '公开时限', value: printTerm(term) }];
  if (against !== undefined) inputs.push({ name: '法定时限', value: printTerm(against) });
  return { code, path: [field], message: text, rule, explanation: explain(pack, rule, { inputs, text }) };
}

function checkShape(term: Term): string | null {
  const counted = term.amount !== null && term.unit !== null;
  if ((term.amount === null) !== (term.unit === null) && term.kind !== 'SAME_TIME')
    return '期限的数值和单位应当同时填写。';
  if (term.kind === 'SAME_TIME') return term.unit === null && (term.amount ?? 0) === 0 ? null : '同步公开不另设期限。';
  if (term.kind === 'PERIODIC' && !term.period) return '定期公开须注明周期。';
  if (term.period && !counted) return '定期公开须注明周期结束后的期限。';
  if (term.fixedDates) return Object.values(term.fixedDates).every(isMonthDay) ? null : '固定日期应为每年的 MM-DD。';
  return counted ? null : '期限须有数值和单位，或者固定日期。';
}

function checkRange(term: Term): string | null {
  return term.kind === 'SAME_TIME' || term.amount === null || term.unit === null
    ? null
    : amountFault(term.amount, term.unit);
}

/** 29 February is refused: it does not come every year. */
function isMonthDay(text: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  const [month, day] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  return match !== null && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2001, month);
}
