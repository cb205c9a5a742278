import { describe, expect, it } from 'vitest';
import { checkCommitment, checkOtherLaw, checkTerm } from '../../../src/modules/rules/check-term.js';
import { packAt } from '../../../src/modules/rules/packs.js';
import type { Term } from '../../../src/modules/rules/term.js';

const pack = packAt('SHANGHAI', '2026-01-01');
const statutory: Term = { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' };
const committed: Term = { ...statutory, kind: 'COMMITTED', amount: 12 };
const citation = { title: '示例市行政许可和行政处罚信息公示规定', docNo: '示例府规〔2025〕5号', clause: '第六条' };

describe('a commitment', () => {
  it('of 25 working days under 20 is refused with the rule and why', () => {
    expect(checkCommitment(pack, { ...committed, amount: 25 }, statutory)).toEqual({
      code: 'RULE_VIOLATION',
      path: ['term'],
      message:
        '承诺期限(自信息形成之日起25个工作日内(承诺时限))长于法定期限(自信息形成或者变更之日起20个工作日内)，不能保存。',
      rule: 'R-D02',
      explanation: {
        rule: 'R-D02',
        clause: 'DB31/T 1297—2021 5.5.2',
        pack: 'SHANGHAI',
        packVersion: '2021-06-01',
        calendarVersion: null,
        inputs: [
          { name: '公开时限', value: '自信息形成之日起25个工作日内(承诺时限)' },
          { name: '法定时限', value: '自信息形成或者变更之日起20个工作日内' },
        ],
        text: '承诺期限(自信息形成之日起25个工作日内(承诺时限))长于法定期限(自信息形成或者变更之日起20个工作日内)，不能保存。',
      },
    });
  });

  it.each([1, 12, 20])('of %s working days is accepted', (amount) => {
    expect(checkCommitment(pack, { ...committed, amount }, statutory)).toBeNull();
  });

  it('that cannot be compared is accepted, because the statutory term goes on beside it', () => {
    expect(checkCommitment(pack, { ...committed, trigger: 'ISSUED', amount: 25 }, statutory)).toBeNull();
    expect(checkCommitment(pack, { ...committed, unit: 'DAY', amount: 25 }, statutory)).toBeNull();
  });

  it('is the only kind that this rule looks at', () => {
    expect(checkCommitment(pack, { ...committed, kind: 'OTHER_LAW', amount: 25 }, statutory)).toBeNull();
  });
});

describe('a term by other law', () => {
  it.each([undefined, null, { title: ' ', docNo: null, clause: null }])(
    'without a citation (%j) is refused',
    (missing) => {
      expect(checkOtherLaw(pack, { ...statutory, kind: 'OTHER_LAW', amount: 30, citation: missing })).toMatchObject({
        code: 'REQUIRED',
        path: ['citation'],
        rule: 'R-D03',
        explanation: { rule: 'R-D03', clause: '国务院令第711号 第二十六条；DB31/T 1297—2021 5.5.3', pack: 'SHANGHAI' },
      });
    },
  );

  it('with one is accepted, even if longer', () => {
    expect(checkOtherLaw(pack, { ...statutory, kind: 'OTHER_LAW', amount: 30, citation })).toBeNull();
    expect(checkTerm(pack, { ...statutory, kind: 'OTHER_LAW', amount: 30, citation })).toEqual([]);
  });
});

describe('the parts of a term', () => {
  const dates = { department: '01-31', street: '01-31', government: '03-31' };
  it.each<Term>([
    statutory,
    { kind: 'SAME_TIME', trigger: 'PUBLISHED', amount: 0, unit: null },
    { kind: 'SAME_TIME', trigger: 'PUBLISHED', amount: null, unit: null },
    { kind: 'PERIODIC', trigger: 'DATE', amount: 15, unit: 'WORKING_DAY', period: 'QUARTER' },
    { kind: 'OTHER_LAW', trigger: 'DATE', amount: null, unit: null, fixedDates: dates, citation },
    { kind: 'COMMITTED', trigger: 'OCCURRED', amount: 2, unit: 'HOUR' },
  ])('%j is whole', (term) => {
    expect(checkTerm(pack, term)).toEqual([]);
  });

  it.each<[string, Term]>([
    ['期限的数值和单位应当同时填写。', { ...statutory, unit: null }],
    ['期限的数值和单位应当同时填写。', { ...statutory, amount: null }],
    ['期限须有数值和单位，或者固定日期。', { ...statutory, amount: null, unit: null }],
    ['同步公开不另设期限。', { kind: 'SAME_TIME', trigger: 'PUBLISHED', amount: 3, unit: 'DAY' }],
    ['定期公开须注明周期。', { kind: 'PERIODIC', trigger: 'DATE', amount: 15, unit: 'WORKING_DAY' }],
    [
      '定期公开须注明周期结束后的期限。',
      { kind: 'PERIODIC', trigger: 'DATE', amount: null, unit: null, period: 'YEAR' },
    ],
    [
      '固定日期应为每年的 MM-DD。',
      { kind: 'STATUTORY', trigger: 'DATE', amount: null, unit: null, fixedDates: { ...dates, street: '02-29' } },
    ],
    ['期限数值应为 1 至 3650 的整数。', { ...statutory, amount: 0 }],
    ['期限数值应为 1 至 87600 的整数。', { ...statutory, amount: 90_000, unit: 'HOUR' }],
  ])('%s', (message, term) => {
    expect(checkTerm(pack, term)).toMatchObject([
      {
        code: 'INVALID',
        path: ['term'],
        rule: 'CAT-10',
        message,
        explanation: { rule: 'CAT-10', clause: 'DB31/T 1297—2021 5.5' },
      },
    ]);
  });

  it('lists every fault', () => {
    expect(checkTerm(pack, { ...statutory, kind: 'OTHER_LAW', amount: -1 }).map((error) => error.rule)).toEqual([
      'CAT-10',
      'R-D03',
    ]);
  });
});
