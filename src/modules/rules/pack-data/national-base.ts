import type { PackEdition } from '../pack.js';
import { nationalRulesOfMaking } from './national-rules-of-making.js';
import { nationalRulesOfRelease } from './national-rules-of-release.js';

const regulation = '国务院令第711号';
const decisions = '国务院令第713号';

/** The national floor: the regulation in force since 2019-05-15, and the State Council papers beside it. */
export const nationalBase2019: PackEdition = {
  name: 'NATIONAL_BASE',
  title: '国家基线',
  version: '2019-05-15',
  effectiveFrom: '2019-05-15',
  base: null,
  rules: { ...nationalRulesOfMaking, ...nationalRulesOfRelease },
  parameters: {
    'publish.limit': {
      value: { amount: 20, unit: 'WORKING_DAY', triggers: ['FORMED', 'CHANGED'] },
      rule: 'R-D01',
      clause: `${regulation} 第二十六条`,
      severity: 'HARD',
    },
    // Practice of credit platforms; no cited text gives the number.
    'doublePublicity.limit': {
      value: { amount: 7, unit: 'WORKING_DAY', triggers: ['FORMED'] },
      rule: 'R-D14',
      clause: null,
      severity: 'SOFT',
    },
    'attribute.reasonFor': {
      value: ['NOT_DISCLOSED'],
      rule: 'R-A02',
      clause: `${regulation} 第三十六条`,
      severity: 'HARD',
    },
    'attribute.control': { value: 'NONE', rule: 'ATT-03', clause: null, severity: 'INFO' },
    'attribute.redactedMode': { value: true, rule: 'R-A03', clause: `${regulation} 第三十七条`, severity: 'HARD' },
    'attribute.reviewEvery': {
      value: { days: 365 },
      rule: 'R-D10',
      clause: `${regulation} 第十八条`,
      severity: 'SOFT',
    },
    'attribute.tradeSecret': {
      value: 'NOT_DISCLOSED',
      rule: 'R-A09',
      clause: `${regulation} 第十五条`,
      severity: 'HARD',
    },
    'attribute.conversionThreshold': { value: 3, rule: 'ATT-13', clause: `${regulation} 第四十四条`, severity: 'SOFT' },
    // A year, as for what was not disclosed; the texts ask for adjustment and name no interval.
    'catalogue.reviewEvery': { value: { days: 365 }, rule: 'CAT-19', clause: null, severity: 'SOFT' },
    'coordination.silenceIsConsent': { value: false, rule: 'R-C04', clause: null, severity: 'HARD' },
    'coordination.escalateTo': { value: 'COMMON_SUPERIOR', rule: 'R-C05', clause: null, severity: 'HARD' },
    'foi.flow': { value: 'REGULATION', rule: 'R-F13', clause: `${regulation} 第四十五条`, severity: 'HARD' },
    'foi.reply': {
      value: { amount: 20, unit: 'WORKING_DAY', triggers: ['OCCURRED'] },
      rule: 'R-F03',
      clause: `${regulation} 第三十三条`,
      severity: 'HARD',
    },
    'foi.extension': {
      value: { amount: 20, unit: 'WORKING_DAY', triggers: ['DATE'] },
      rule: 'R-F04',
      clause: `${regulation} 第三十三条`,
      severity: 'HARD',
    },
    'foi.supplement': {
      value: { amount: 7, unit: 'WORKING_DAY', triggers: ['OCCURRED'] },
      rule: 'R-F05',
      clause: `${regulation} 第三十条`,
      severity: 'HARD',
    },
    'foi.thirdParty': {
      value: { amount: 15, unit: 'WORKING_DAY', triggers: ['OCCURRED'] },
      rule: 'R-F06',
      clause: `${regulation} 第三十二条`,
      severity: 'HARD',
    },
    'foi.coMaker': {
      value: { amount: 15, unit: 'WORKING_DAY', triggers: ['OCCURRED'] },
      rule: 'R-F07',
      clause: `${regulation} 第三十四条`,
      severity: 'HARD',
    },
    'foi.payment': {
      value: { amount: 20, unit: 'WORKING_DAY', triggers: ['OCCURRED'] },
      rule: 'R-F11',
      clause: '国办函〔2020〕109号',
      severity: 'HARD',
    },
    'concern.pressConference': {
      value: { limit: { amount: 24, unit: 'HOUR', triggers: ['OCCURRED'] }, onlyWithCasualtiesOrImpact: false },
      rule: 'R-S03',
      clause: '国办发〔2016〕61号',
      severity: 'HARD',
    },
    'concern.otherResponse': {
      value: { amount: 48, unit: 'HOUR', triggers: ['OCCURRED'] },
      rule: 'R-S04',
      clause: '国办发〔2016〕61号',
      severity: 'HARD',
    },
    'concern.anchor': { value: 'EVENT', rule: 'R-S05', clause: null, severity: 'INFO' },
    'columns.statutory': {
      value: ['政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报'],
      rule: 'R-Q03',
      clause: '国办公开办函〔2019〕61号',
      severity: 'SOFT',
    },
    'consultation.minDays': { value: 30, rule: 'R-M02', clause: `${decisions} 第十五条`, severity: 'HARD' },
    'predisclosure.effectGate': { value: 'SOFT', rule: 'R-M04', clause: null, severity: 'SOFT' },
    'catalogue.upperApproval': { value: false, rule: 'R-I13', clause: null, severity: 'INFO' },
    'newMedia.repostOnly': { value: false, rule: 'R-H04', clause: null, severity: 'INFO' },
    'newMedia.oneAccount': { value: true, rule: 'R-H05', clause: '国办发〔2018〕123号', severity: 'HARD' },
    'newMedia.inactiveAfter': { value: { days: 14 }, rule: 'R-H07', clause: '国办秘函〔2019〕19号', severity: 'SOFT' },
    'newMedia.emergencyTogether': { value: false, rule: 'R-H08', clause: null, severity: 'INFO' },
    'training.perYear': {
      value: { hours: null, sessions: 1 },
      rule: 'R-D13',
      clause: `${regulation} 第四十八条`,
      severity: 'SOFT',
    },
    'annualReport.due': {
      value: { department: '01-31', government: '03-31' },
      rule: 'R-D11',
      clause: `${regulation} 第四十九条`,
      severity: 'HARD',
    },
    'poll.before': { value: 'OPTIONAL', rule: 'R-M06', clause: null, severity: 'INFO' },
    'trigger.vocabulary': {
      value: ['FORMED', 'CHANGED'],
      rule: 'R-D01',
      clause: `${regulation} 第二十六条`,
      severity: 'HARD',
    },
    'website.first': { value: 'PORTAL', rule: 'R-H01', clause: `${regulation} 第二十三条`, severity: 'HARD' },
  },
};
