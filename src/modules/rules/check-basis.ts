import type { UserError, UserErrorCode } from '../../platform/errors/user-errors.js';
import { lawRegister } from './law-register.js';
import { citableVersions, type Law, type LawRegister, type LawVersion, newestOf } from './laws/law.js';
import { plainNumber, plainTitle } from './laws/plain-citation.js';
import { explain, type Pack } from './packs.js';
import { printCitation } from './print-term.js';
import type { Citation } from './term.js';

const shortestTitle = 6;
const longestTitle = 200;
const numeral = /[0-9一二三四五六七八九十百零〇①-⑳]/u;

/**
 * CAT-09: a basis names the full title, the document number and, where an article is claimed, its number; a registered
 * text is in force. A short title is refused with the full one it may stand for; null where the basis may be saved.
 */
export function checkBasis(pack: Pack, basis: Citation): UserError | null {
  const title = plainTitle(basis.title);
  const fault = findFault(pack.laws ?? lawRegister, title, basis);
  if (fault === null) return null;
  const inputs = [
    { name: '名称', value: basis.title },
    { name: '文号', value: basis.docNo ?? '' },
    { name: '条款', value: basis.clause ?? '' },
  ];
  return {
    code: fault.code,
    path: [fault.field],
    message: fault.text,
    rule: 'CAT-09',
    explanation: explain(pack, 'CAT-09', { inputs, text: fault.text }),
  };
}

/** The text that has or had this full title; null for short titles and for texts that are not registered. */
export function findLaw({ laws }: LawRegister, title: string): Law | null {
  const plain = plainTitle(title);
  return laws.find((law) => law.versions.some((version) => version.title === plain)) ?? null;
}

interface Fault {
  readonly code: UserErrorCode;
  readonly field: keyof Citation;
  readonly text: string;
}

function findFault(register: LawRegister, title: string, basis: Citation): Fault | null {
  if (title === '') return { code: 'REQUIRED', field: 'title', text: '公开依据须填写文件全称。' };
  const law = findLaw(register, title);
  if (law === null) return checkUnknown(register, title, basis) ?? checkClause(basis);
  return checkKnown(citableVersions(law, register.on), law, basis) ?? checkClause(basis);
}

function checkKnown(citable: readonly LawVersion[], law: Law, basis: Citation): Fault | null {
  const [present] = citable;
  const given = plainNumber(basis.docNo ?? '');
  if (present === undefined) return repealed(newestOf(law));
  const cited = citable.find((version) => plainNumber(version.docNo) === given);
  const title = plainTitle(basis.title);
  if (!citable.some((version) => version.title === title)) {
    const text = `《${title}》已由《${present.title}》(${present.docNo})取代，请引用现行文本。`;
    return { code: 'RULE_VIOLATION', field: 'title', text };
  }
  if (cited !== undefined) return checkListedClause(cited, basis);
  if (given === '')
    return { code: 'REQUIRED', field: 'docNo', text: `《${present.title}》须填写文号：${present.docNo}。` };
  return {
    code: 'INVALID',
    field: 'docNo',
    text: `《${present.title}》的文号应为“${present.docNo}”，而不是“${basis.docNo ?? ''}”。`,
  };
}

function repealed({ title, docNo, lastDay }: LawVersion): Fault {
  const since = lastDay === null ? '' : `，最后有效日为${lastDay}`;
  return { code: 'RULE_VIOLATION', field: 'title', text: `《${title}》(${docNo})已废止${since}，不能再作为公开依据。` };
}

/** Where the register lists the clauses of a text, no other may be cited. */
function checkListedClause({ title, clauses }: LawVersion, basis: Citation): Fault | null {
  const clause = basis.clause?.trim() ?? '';
  if (clauses.length === 0 || clause === '' || clauses.some((listed) => clause.startsWith(listed))) return null;
  return { code: 'INVALID', field: 'clause', text: `《${title}》没有“${clause}”。` };
}

function checkUnknown({ laws, on }: LawRegister, title: string, basis: Citation): Fault | null {
  const meant = laws.flatMap((law) => {
    const [present] = citableVersions(law, on);
    return present !== undefined && (law.aliases.includes(title) || present.title.endsWith(title)) ? present : [];
  });
  if (meant.length > 0)
    return {
      code: 'RULE_VIOLATION',
      field: 'title',
      text: `“${title}”是简称，请填写全称、文号和条款，例如：${meant.map((law) => hint(law, basis)).join('或')}。`,
    };
  if (title.length < shortestTitle)
    return {
      code: 'RULE_VIOLATION',
      field: 'title',
      text: `“${title}”不是文件全称，请填写全称、文号和条款，例如：${sample()}。`,
    };
  if (title.length > longestTitle)
    return { code: 'INVALID', field: 'title', text: `文件全称不得超过${longestTitle}字。` };
  return plainNumber(basis.docNo ?? '') === ''
    ? { code: 'REQUIRED', field: 'docNo', text: `《${title}》须填写文号。` }
    : null;
}

function checkClause(basis: Citation): Fault | null {
  const clause = basis.clause?.trim() ?? '';
  return clause === '' || numeral.test(clause)
    ? null
    : { code: 'INVALID', field: 'clause', text: `条款“${clause}”须写明条、款、项的序号，例如“第二十六条”。` };
}

function hint({ title, docNo }: LawVersion, basis: Citation): string {
  const clause = basis.clause !== null && numeral.test(basis.clause) ? basis.clause : '第×条';
  return printCitation({ title, docNo, clause });
}

function sample(): string {
  return lawRegister.laws
    .slice(0, 1)
    .map((law) => printCitation({ ...newestOf(law), clause: '第二十六条' }))
    .join('');
}
