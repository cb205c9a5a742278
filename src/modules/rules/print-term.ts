import { unitLabels } from './due-date.js';
import type { Citation, FixedDates, Term, TermPeriod, TermTrigger } from './term.js';

const startedBy: Readonly<Record<TermTrigger, string>> = {
  FORMED: '自信息形成之日起',
  CHANGED: '自信息变更之日起',
  ISSUED: '自文件印发之日起',
  PUBLISHED: '自公开之日起',
  OCCURRED: '自事件发生起',
  DATE: '自指定日期起',
};

const periodEnds: Readonly<Record<TermPeriod, string>> = {
  MONTH: '每月结束后',
  QUARTER: '每季度结束后',
  HALF_YEAR: '每半年结束后',
  YEAR: '每年度结束后',
};

const fixedDateLabels: readonly (readonly [keyof FixedDates, string])[] = [
  ['department', '政府部门'],
  ['street', '街镇'],
  ['government', '人民政府'],
];

/** A term as the standard table prints it. */
export function printTerm(term: Term): string {
  const hard = term.hardLimit ? `，最迟${printTerm(term.hardLimit)}` : '';
  return `${printCore(term)}${hard}${printSource(term)}`;
}

function printCore(term: Term): string {
  if (term.kind === 'SAME_TIME') return '与对应信息同步公开';
  if (term.fixedDates) return printFixedDates(term.fixedDates);
  if (term.amount === null || term.unit === null) return '按规定时间公开';
  const asRule = term.severity === 'SOFT' && term.period == null ? '一般' : '';
  const length = `${asRule}${term.amount}${unitLabels[term.unit]}内`;
  if (term.period) return `${periodEnds[term.period]}${length}`;
  if (term.kind === 'ON_CHANGE') return `${startedBy[term.trigger]}${length}更新`;
  // The statute starts the same term by either event, and the table prints it as the statute does.
  const statutory = term.kind === 'STATUTORY' && (term.trigger === 'FORMED' || term.trigger === 'CHANGED');
  return `${statutory ? '自信息形成或者变更之日起' : startedBy[term.trigger]}${length}`;
}

function printSource(term: Term): string {
  if (term.kind === 'COMMITTED') return '(承诺时限)';
  return term.kind === 'OTHER_LAW' && term.citation ? `(依据${printCitation(term.citation)})` : '';
}

/** `《title》(number)clause`. */
export function printCitation(citation: Citation): string {
  return `《${citation.title}》${citation.docNo === null ? '' : `(${citation.docNo})`}${citation.clause ?? ''}`;
}

function printFixedDates(dates: FixedDates): string {
  const byDate = Map.groupBy(fixedDateLabels, ([body]) => dates[body]);
  const parts = [...byDate].map(([date, bodies]) => {
    const label = byDate.size === 1 ? '' : `${bodies.map(([, name]) => name).join('、')}`;
    return `${label}${Number(date.slice(0, 2))}月${Number(date.slice(3, 5))}日前`;
  });
  return `每年${parts.join('，')}`;
}
