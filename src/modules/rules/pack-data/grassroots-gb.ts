import type { PackEdition } from '../pack.js';
import { citeRules } from '../pack-rule.js';
import { nationalBase2019 } from './national-base.js';

const guide = 'GB/T 42418—2023';

/** The national guide for county level and below: recommendations, so what it adds alone is soft. */
export const grassrootsGb2023: PackEdition = {
  name: 'GRASSROOTS_GB',
  title: '基层政务公开工作指南',
  version: '2023-03-17',
  effectiveFrom: '2023-03-17',
  base: 'NATIONAL_BASE',
  rules: citeRules(nationalBase2019.rules, {
    'R-D06': `${guide} 5.5.4`,
    'R-D13': `${guide} 12.1.1`,
    'R-P01': `${guide} 5.5.3 a)`,
    'R-P02': `${guide} 5.5.3 b)`,
    'R-P03': `${guide} 5.5.3 c)`,
    'R-P04': `${guide} 5.5.3 d)`,
    'R-P05': `${guide} 5.5.3 e)`,
    'R-V05': `${guide} 5.3.5`,
    'R-V06': `${guide} 5.3.4`,
    'R-V07': `${guide} 5.4.4`,
    'R-V08': `${guide} 5.5.2`,
    'R-C01': `${guide} 5.4.2`,
    'R-C02': `${guide} 5.4.2`,
    'R-C05': `${guide} 5.4.2`,
    'R-C06': `${guide} 5.4.2`,
    'R-H01': `${guide} 11.1.1`,
    'R-H02': `${guide} 7.7`,
    'R-E01': [`${guide} 7.1`, 'SOFT'],
    'R-E02': [`${guide} 7.3`, 'SOFT'],
    'R-E04': `${guide} 7.7`,
    'R-S06': `${guide} 8.2`,
    'R-Q04': `${guide} 11.1.2`,
  }),
  parameters: {
    'interpretation.timing': {
      value: { mode: 'AFTER_PUBLICATION', limit: { amount: 3, unit: 'WORKING_DAY', triggers: ['PUBLISHED'] } },
      rule: 'R-E02',
      clause: `${guide} 7.3`,
      severity: 'SOFT',
    },
    'attribute.reasonFor': { value: ['NOT_DISCLOSED'], rule: 'R-A02', clause: `${guide} 5.2.2`, severity: 'HARD' },
    'attribute.control': { value: 'NONE', rule: 'ATT-03', clause: null, severity: 'INFO' },
    'attribute.redactedMode': { value: false, rule: 'R-A03', clause: null, severity: 'HARD' },
    'coordination.escalateTo': { value: 'COMMON_SUPERIOR', rule: 'R-C05', clause: `${guide} 5.4.2`, severity: 'HARD' },
    'foi.flow': { value: 'FIVE_STEPS', rule: 'R-F13', clause: `${guide} 6.2.1`, severity: 'HARD' },
    'catalogue.upperApproval': { value: false, rule: 'R-I13', clause: `${guide} 5.1.2`, severity: 'INFO' },
    levels: { value: ['县级', '乡级', '村级'], rule: 'CAT-16', clause: null, severity: 'HARD' },
    'trigger.vocabulary': { value: ['FORMED', 'CHANGED', 'PUBLISHED'], rule: 'R-D01', clause: null, severity: 'HARD' },
    'website.first': { value: 'COUNTY_PORTAL', rule: 'R-H01', clause: `${guide} 11.1.1`, severity: 'HARD' },
  },
};
