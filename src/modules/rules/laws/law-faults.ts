import type { ExplanationInput } from '../../../platform/errors/explanation.js';
import { isCalendarDate } from '../calendar-date.js';
import type { RuleFault } from '../explain-errors.js';
import { printCitation } from '../print-term.js';
import { type Law, type LawRegister, type LawVersion, newestOf } from './law.js';
import { plainNumber } from './plain-citation.js';

const shortestTitle = 6;

/** What a wording must be, and what no other text may be called. `ownId` is left out of the comparison. */
export function findWordingFaults(
  { laws }: LawRegister,
  { title, docNo }: Pick<LawVersion, 'title' | 'docNo'>,
  ownId: string | null,
): RuleFault[] {
  const faults: RuleFault[] = [];
  if (title.length < shortestTitle) {
    faults.push({ code: 'INVALID', path: ['title'], message: `“${title}”不是文件全称。`, rule: 'CAT-09' });
  }
  if (plainNumber(docNo) === '') {
    faults.push({ code: 'REQUIRED', path: ['docNo'], message: '请填写文号。', rule: 'CAT-09' });
  }
  const others = laws.filter((law) => law.id !== ownId);
  const same = others.find((law) => law.aliases.includes(title) || law.versions.some((one) => one.title === title));
  if (same !== undefined) {
    const message = `《${title}》已登记，或是其他文件的简称。`;
    faults.push({ code: 'DUPLICATE', path: ['title'], message, rule: 'CAT-09', inputs: registered(same) });
  }
  const number = plainNumber(docNo);
  const holder = others.find((law) => law.versions.some((one) => plainNumber(one.docNo) === number));
  if (holder !== undefined) {
    const message = `文号“${docNo}”属于另一文件。`;
    faults.push({ code: 'DUPLICATE', path: ['docNo'], message, rule: 'CAT-09', inputs: registered(holder) });
  }
  return faults;
}

/** Calendars reach as far as working days are counted. */
export function findDayFaults(path: string, day: string | null): RuleFault[] {
  if (day === null || isCalendarDate(day)) return [];
  return [{ code: 'INVALID', path: [path], message: `日期“${day}”不在可用的范围内。`, rule: 'CAT-09' }];
}

/** A short title must not be somebody's full one. */
export function findAliasFaults({ laws }: LawRegister, aliases: readonly string[], title: string): RuleFault[] {
  return aliases.flatMap((alias, index): RuleFault[] => {
    const path = ['aliases', String(index)];
    if (alias === '') return [{ code: 'REQUIRED', path, message: '简称不能为空。', rule: 'CAT-09' }];
    const full = alias === title || laws.some((law) => law.versions.some((one) => one.title === alias));
    return full ? [{ code: 'INVALID', path, message: `“${alias}”是文件全称，不是简称。`, rule: 'CAT-09' }] : [];
  });
}

/** The text that stands in the way. */
function registered(law: Law): readonly ExplanationInput[] {
  const { title, docNo } = newestOf(law);
  return [{ name: '已登记的文件', value: printCitation({ title, docNo, clause: null }) }];
}

/** When a text that was repealed ended. */
export function lastDayOf({ lastDay }: LawVersion): readonly ExplanationInput[] {
  return lastDay === null ? [] : [{ name: '最后有效日', value: lastDay }];
}
