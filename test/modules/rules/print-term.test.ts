import { describe, expect, it } from 'vitest';
import { printCitation, printTerm } from '../../../src/modules/rules/print-term.js';
import type { Term } from '../../../src/modules/rules/term.js';

const statutory: Term = { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY', severity: 'HARD' };
const article26 = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十六条' };

describe('printTerm', () => {
  it.each<[string, Term]>([
    ['自信息形成或者变更之日起20个工作日内', statutory],
    ['自信息形成或者变更之日起20个工作日内', { ...statutory, trigger: 'CHANGED', citation: article26 }],
    ['自文件印发之日起10个工作日内', { ...statutory, trigger: 'ISSUED', amount: 10 }],
    ['自信息形成之日起10个工作日内(承诺时限)', { ...statutory, kind: 'COMMITTED', amount: 10 }],
    ['自事件发生起2小时内(承诺时限)', { kind: 'COMMITTED', trigger: 'OCCURRED', amount: 2, unit: 'HOUR' }],
    ['自公开之日起3个工作日内(承诺时限)', { kind: 'COMMITTED', trigger: 'PUBLISHED', amount: 3, unit: 'WORKING_DAY' }],
    ['自信息变更之日起20个工作日内更新', { ...statutory, kind: 'ON_CHANGE', trigger: 'CHANGED' }],
    [
      '自文件印发之日起一般10个工作日内，最迟自信息形成或者变更之日起20个工作日内(承诺时限)',
      { kind: 'COMMITTED', trigger: 'ISSUED', amount: 10, unit: 'WORKING_DAY', severity: 'SOFT', hardLimit: statutory },
    ],
    [
      '每季度结束后15个工作日内',
      { kind: 'PERIODIC', trigger: 'DATE', amount: 15, unit: 'WORKING_DAY', period: 'QUARTER', severity: 'SOFT' },
    ],
    [
      '每半年结束后20个工作日内',
      { kind: 'PERIODIC', trigger: 'DATE', amount: 20, unit: 'WORKING_DAY', period: 'HALF_YEAR' },
    ],
    ['每年度结束后30日内', { kind: 'PERIODIC', trigger: 'DATE', amount: 30, unit: 'DAY', period: 'YEAR' }],
    ['与对应信息同步公开', { kind: 'SAME_TIME', trigger: 'PUBLISHED', amount: 0, unit: null }],
    [
      '每年政府部门、街镇1月31日前，人民政府3月31日前(依据《中华人民共和国政府信息公开条例》(国务院令第711号)第四十九条)',
      {
        kind: 'OTHER_LAW',
        trigger: 'DATE',
        amount: null,
        unit: null,
        fixedDates: { department: '01-31', street: '01-31', government: '03-31' },
        citation: { ...article26, clause: '第四十九条' },
      },
    ],
    [
      '每年6月30日前',
      {
        kind: 'PERIODIC',
        trigger: 'DATE',
        amount: null,
        unit: null,
        fixedDates: { department: '06-30', street: '06-30', government: '06-30' },
      },
    ],
    [
      '自信息形成之日起7个工作日内(依据《示例公示规定》第六条)',
      {
        kind: 'OTHER_LAW',
        trigger: 'FORMED',
        amount: 7,
        unit: 'WORKING_DAY',
        citation: { title: '示例公示规定', docNo: null, clause: '第六条' },
      },
    ],
    ['按规定时间公开', { kind: 'OTHER_LAW', trigger: 'DATE', amount: null, unit: null }],
  ])('%s', (text, term) => {
    expect(printTerm(term)).toBe(text);
  });
});

describe('printCitation', () => {
  it('leaves out what is not known', () => {
    expect(printCitation(article26)).toBe('《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条');
    expect(printCitation({ title: '示例办法', docNo: null, clause: null })).toBe('《示例办法》');
  });
});
