import type { UserError, UserErrorCode } from '../../platform/errors/user-errors.js';
import { type Law, lawRegister } from './law-register.js';
import { explain, type Pack } from './packs.js';
import { printCitation } from './print-term.js';
import type { Citation } from './term.js';

const shortestTitle = 6;
const longestTitle = 200;
const numeral = /[0-9一二三四五六七八九十百零〇①-⑳]/u;

/**
 * CAT-09: a basis names the full title, the document number and, where an article is claimed, its number.
 * A short title is refused with the full one it may stand for; null where the basis may be saved.
 */
export function checkBasis(pack: Pack, basis: Citation): UserError | null {
  const title = plainTitle(basis.title);
  const fault = findFault(title, basis);
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

/** The registered text of this full title; null for short titles and for texts that are not registered. */
export function findLaw(title: string): Law | null {
  const plain = plainTitle(title);
  return lawRegister.find((law) => law.title === plain) ?? null;
}

interface Fault {
  readonly code: UserErrorCode;
  readonly field: keyof Citation;
  readonly text: string;
}

function findFault(title: string, basis: Citation): Fault | null {
  if (title === '') return { code: 'REQUIRED', field: 'title', text: '公开依据须填写文件全称。' };
  const law = findLaw(title);
  return (law === null ? checkUnknown(title, basis) : checkKnown(law, basis)) ?? checkClause(basis);
}

function checkKnown(law: Law, basis: Citation): Fault | null {
  const given = plainNumber(basis.docNo ?? '');
  if (given === plainNumber(law.docNo)) return null;
  if (given === '') return { code: 'REQUIRED', field: 'docNo', text: `《${law.title}》须填写文号：${law.docNo}。` };
  return {
    code: 'INVALID',
    field: 'docNo',
    text: `《${law.title}》的文号应为“${law.docNo}”，而不是“${basis.docNo ?? ''}”。`,
  };
}

function checkUnknown(title: string, basis: Citation): Fault | null {
  const meant = lawRegister.filter(
    (law) => law.aliases.includes(title) || (law.title.endsWith(title) && law.title !== title),
  );
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

function hint(law: Law, basis: Citation): string {
  const clause = basis.clause !== null && numeral.test(basis.clause) ? basis.clause : '第×条';
  return printCitation({ title: law.title, docNo: law.docNo, clause });
}

function sample(): string {
  return lawRegister
    .slice(0, 1)
    .map((law) => printCitation({ title: law.title, docNo: law.docNo, clause: '第二十六条' }))
    .join('');
}

/** A title as it is stored and compared: without the brackets that editors type around it. */
export function plainTitle(text: string): string {
  return text
    .trim()
    .replace(/^《(.*)》$/u, '$1')
    .trim();
}

/** Brackets, dashes and widths vary from keyboard to keyboard; the number is the same. */
function plainNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s]/gu, '')
    .replace(/[〔[(【]/gu, '〔')
    .replace(/[〕\])】]/gu, '〕')
    .replace(/[—–―-]+/gu, '-')
    .toUpperCase();
}
