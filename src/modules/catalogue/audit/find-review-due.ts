import { type AuditSubject, type Finding, findingOf } from './finding.js';

/** CAT-19: the day of the yearly review has come and nobody has gone through the catalogue. */
export function findReviewDue(subject: AuditSubject): Finding[] {
  const { nextReview, today, division } = subject;
  if (nextReview === null || today < nextReview) return [];
  return [
    findingOf(subject, {
      kind: 'REVIEW_DUE',
      rule: 'CAT-19',
      message: `${division.name}的标准目录应于${nextReview}前复核，至今没有复核记录。`,
      inputs: [{ name: '应复核日期', value: nextReview }],
    }),
  ];
}
