import type { Citation, FixedDates, Term } from '../../rules/term.js';
import { joinCell, plainOrNull, plainText, splitCell } from './cell-text.js';
import {
  namedBy,
  namesOf,
  termKindLabels,
  termPeriodLabels,
  termTriggerLabels,
  termUnitLabels,
} from './sheet-labels.js';

const dateLabels: readonly (readonly [keyof FixedDates, string])[] = [
  ['department', '政府部门'],
  ['street', '街镇'],
  ['government', '人民政府'],
];

/** A sample of each shape, for those whose cell cannot be read. */
export const termSample = '法定：自信息形成之日起20个工作日内';

/**
 * A term as the sheet prints it, in lines: the term itself, what it rests on, and the hard limit behind it. Unlike the
 * sentence that the public reads, it says everything: `readTerm` gives the same term back.
 */
export function printTermCell(term: Term): string {
  const lines = [printLine(term)];
  if (term.citation) lines.push(`依据：${printCitation(term.citation)}`);
  if (term.hardLimit)
    lines.push(
      ...printTermCell(term.hardLimit)
        .split('\n')
        .map((line) => `最迟·${line}`),
    );
  return lines.join('\n');
}

function printLine(term: Term): string {
  const { amount, unit, period, fixedDates } = term;
  const parts = [
    termTriggerLabels[term.trigger],
    period ? termPeriodLabels[period] : '',
    term.severity === 'SOFT' ? '一般' : '',
    amount === null || unit === null ? '' : `${amount}${termUnitLabels[unit]}内`,
    fixedDates ? `每年${dateLabels.map(([body, label]) => `${label}${fixedDates[body]}`).join('、')}前` : '',
  ];
  return `${termKindLabels[term.kind]}：${parts.join('')}`;
}

function printCitation({ title, docNo, clause }: Citation): string {
  const [plain, number, place] = [title, docNo, clause].map((part) => plainText(part).replaceAll('\n', ' '));
  return joinCell([plain ?? '', number ?? '', place ?? ''], '｜');
}

/** Null where the cell is no term in the form of `printTermCell`. */
export function readTerm(cell: string): Term | null {
  const lines = cell.split('\n').map((line) => line.trim());
  return readLines(lines.filter((line) => line !== ''));
}

function readLines(lines: readonly string[]): Term | null {
  const behind = lines.filter((line) => line.startsWith('最迟·')).map((line) => line.slice('最迟·'.length));
  const [first, second, ...more] = lines.filter((line) => !line.startsWith('最迟·'));
  if (first === undefined || more.length > 0) return null;
  const term = readLine(first);
  const citation = second === undefined ? null : readCitation(second);
  const hardLimit = behind.length === 0 ? null : readLines(behind);
  if (term === null || (second !== undefined && citation === null)) return null;
  if (behind.length > 0 && hardLimit === null) return null;
  return { ...term, ...(citation === null ? {} : { citation }), ...(hardLimit === null ? {} : { hardLimit }) };
}

const either = (labels: Readonly<Record<string, string>>): string =>
  namesOf(labels)
    .map((name) => labels[name])
    .join('|');
const shape = new RegExp(
  `^(${either(termKindLabels)})[：:](${either(termTriggerLabels)})(${either(termPeriodLabels)})?(一般)?` +
    `(?:(\\d{1,9})(${either(termUnitLabels)})内)?(?:每年政府部门(.{5})、街镇(.{5})、人民政府(.{5})前)?$`,
  'u',
);

function readLine(line: string): Term | null {
  const found = shape.exec(line);
  if (found === null) return null;
  const [, kindLabel = '', triggerLabel = '', periodLabel = '', soft, amount, unitLabel = '', ...dates] = found;
  const kind = namedBy(termKindLabels, kindLabel);
  const trigger = namedBy(termTriggerLabels, triggerLabel);
  if (kind === undefined || trigger === undefined) return null;
  const period = namedBy(termPeriodLabels, periodLabel);
  const [department, street, government] = dates;
  return {
    kind,
    trigger,
    amount: amount === undefined ? null : Number(amount),
    unit: namedBy(termUnitLabels, unitLabel) ?? null,
    ...(soft === undefined ? {} : { severity: 'SOFT' as const }),
    ...(period === undefined ? {} : { period }),
    ...(department === undefined || street === undefined || government === undefined
      ? {}
      : { fixedDates: { department, street, government } }),
  };
}

function readCitation(line: string): Citation | null {
  if (!line.startsWith('依据：')) return null;
  const [title, docNo, clause, more] = splitCell(line.slice('依据：'.length), '｜');
  if (title === undefined || title === '' || more !== undefined) return null;
  return { title, docNo: plainOrNull(docNo), clause: plainOrNull(clause) };
}
