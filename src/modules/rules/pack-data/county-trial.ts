import type { PackEdition } from '../pack.js';
import { citeRules } from '../pack-rule.js';
import { nationalBase2019 } from './national-base.js';

const rules = '政务公开制度规范体系(试行)';
const release = `${rules} 政府信息发布管理制度`;
const interpretation = `${rules} 重大政策文件解读回应制度`;
const response = `${rules} 回应关切制度`;
const preDisclosure = `${rules} 重大行政决策预公开制度`;
const attribute = `${rules} 公文公开属性源头认定制度`;

/**
 * A county-level city's trial rules. The text that is known carries no date of issue:
 * the edition starts with the national base, so that it can be chosen for any date.
 */
export const countyTrial: PackEdition = {
  name: 'COUNTY_TRIAL',
  title: '县级市政务公开制度规范体系(试行)',
  version: 'trial-1',
  effectiveFrom: '2019-05-15',
  base: 'NATIONAL_BASE',
  rules: citeRules(nationalBase2019.rules, {
    'R-D01': `国务院令第711号 第二十六条；${release}第十一条`,
    'R-D03': `国务院令第711号 第二十六条；${release}第十一条`,
    'R-D09': `${release}第七条`,
    'R-D10': `${release}第四条`,
    'R-A01': `${attribute}第七条`,
    'R-A02': `${attribute}第六条`,
    'R-A04': `${attribute}第五条`,
    'R-A05': `${attribute}第五条`,
    'R-A06': `${attribute}第五条`,
    'R-A07': `${attribute}第五条`,
    'R-A08': `${attribute}第五条`,
    'R-A10': `${attribute}第六条`,
    'R-A11': `${attribute}第六条`,
    'R-A12': `${attribute}第六条`,
    'R-C01': `${release}第六条`,
    'R-C04': `${release}第七条`,
    'R-C05': `${release}第六条`,
    'R-H01': `${release}第十条`,
    'R-E01': `${interpretation}第三条`,
    'R-E02': `${interpretation}第七条`,
    'R-E03': `${interpretation}第七条`,
    'R-E08': `${interpretation}第五条`,
    'R-E09': `${interpretation}第十条`,
    'R-S01': `${response}第十一条`,
    'R-S03': `${response}第十一条`,
    'R-S04': `${response}第十一条`,
    'R-S11': `${response}第五条`,
    'R-S12': `${response}第六条、第七条`,
    'R-M01': `${preDisclosure}第七条`,
    'R-M02': `国务院令第713号 第十五条；${preDisclosure}第七条`,
    'R-M04': [`${preDisclosure}第九条`, 'HARD'],
    'R-M05': `${preDisclosure}第八条`,
    'R-Q01': `${release}第八条`,
    'R-Q04': `${release}第五条`,
    'ATT-03': `${attribute}第六条`,
    'ATT-09': `${attribute}第八条`,
  }),
  parameters: {
    'publish.limit': {
      value: { amount: 20, unit: 'WORKING_DAY', triggers: ['FORMED', 'CHANGED'] },
      rule: 'R-D01',
      clause: `国务院令第711号 第二十六条；${release}第十一条`,
      severity: 'HARD',
    },
    'interpretation.timing': {
      value: { mode: 'SIMULTANEOUS', limit: null },
      rule: 'R-E02',
      clause: `${interpretation}第七条`,
      severity: 'HARD',
    },
    'interpretation.exception': {
      value: { amount: 3, unit: 'WORKING_DAY', triggers: ['ISSUED'] },
      rule: 'R-E03',
      clause: `${interpretation}第七条`,
      severity: 'HARD',
    },
    'attribute.reasonFor': {
      value: ['ON_APPLICATION', 'NOT_DISCLOSED'],
      rule: 'R-A02',
      clause: `${attribute}第六条`,
      severity: 'HARD',
    },
    'attribute.control': { value: 'FILE', rule: 'ATT-03', clause: `${attribute}第六条`, severity: 'HARD' },
    'attribute.redactedMode': { value: false, rule: 'R-A03', clause: null, severity: 'HARD' },
    // The county's text says otherwise; the base overrides it, and the comparison shows that it does.
    'attribute.tradeSecret': { value: 'ON_APPLICATION', rule: 'R-A09', clause: `${attribute}第五条`, severity: 'INFO' },
    'coordination.answer': {
      value: { amount: 5, unit: 'WORKING_DAY', triggers: ['ISSUED'] },
      rule: 'R-D09',
      clause: `${release}第七条`,
      severity: 'SOFT',
    },
    'coordination.escalateTo': {
      value: 'GOVERNMENT_OFFICE',
      rule: 'R-C05',
      clause: `${release}第六条`,
      severity: 'HARD',
    },
    'concern.firstRelease': {
      value: { amount: 5, unit: 'HOUR', triggers: ['OCCURRED'] },
      rule: 'R-S01',
      clause: `${response}第十一条`,
      severity: 'HARD',
    },
    'concern.pressConference': {
      value: { limit: { amount: 24, unit: 'HOUR', triggers: ['OCCURRED'] }, onlyWithCasualtiesOrImpact: false },
      rule: 'R-S03',
      clause: `${response}第十一条`,
      severity: 'HARD',
    },
    'concern.otherResponse': {
      value: { amount: 48, unit: 'HOUR', triggers: ['OCCURRED'] },
      rule: 'R-S04',
      clause: `${response}第十一条`,
      severity: 'HARD',
    },
    'concern.anchor': { value: 'CONCERN', rule: 'R-S05', clause: `${response}第十一条`, severity: 'INFO' },
    'columns.statutory': {
      value: ['政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报', '各单位公开页面'],
      rule: 'R-Q04',
      clause: `${release}第五条`,
      severity: 'SOFT',
    },
    'consultation.minDays': {
      value: 30,
      rule: 'R-M02',
      clause: `国务院令第713号 第十五条；${preDisclosure}第七条`,
      severity: 'HARD',
    },
    'predisclosure.startDue': {
      value: { amount: 5, unit: 'WORKING_DAY', triggers: ['FORMED'] },
      rule: 'R-M01',
      clause: `${preDisclosure}第七条`,
      severity: 'HARD',
    },
    'predisclosure.effectGate': { value: 'HARD', rule: 'R-M04', clause: `${preDisclosure}第九条`, severity: 'HARD' },
    levels: { value: ['市级', '乡镇街道'], rule: 'CAT-16', clause: null, severity: 'HARD' },
    'trigger.vocabulary': { value: ['FORMED', 'CHANGED', 'ISSUED'], rule: 'R-D01', clause: null, severity: 'HARD' },
    'website.first': { value: 'CITY_PORTAL', rule: 'R-H01', clause: `${release}第十条`, severity: 'HARD' },
  },
};
