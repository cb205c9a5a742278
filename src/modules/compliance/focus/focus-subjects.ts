export const focusGroups = ['INFORMATION', 'SERVICE'] as const;
export type FocusGroup = (typeof focusGroups)[number];

/** A subject that districts and streets have to see covered, and the nodes of the standard catalogue that belong to it. */
export interface FocusSubject {
  readonly code: string;
  readonly group: FocusGroup;
  readonly name: string;
  /** Nodes of the standard catalogue; what a place counts to it besides is tagged there. */
  readonly itemCodes: readonly string[];
}

/** 基层重点信息: eight kinds of information and eight of services (沪委办发〔2017〕14号 (十七)), in their order. */
export const focusSubjects: readonly FocusSubject[] = [
  { code: 'LAND_USE_PLAN', group: 'INFORMATION', name: '土地利用总体规划', itemCodes: [] },
  { code: 'TAXES_AND_FEES', group: 'INFORMATION', name: '税费收缴', itemCodes: ['QL-04-01'] },
  { code: 'LAND_COMPENSATION', group: 'INFORMATION', name: '征地补偿', itemCodes: [] },
  { code: 'RELOCATION', group: 'INFORMATION', name: '房屋征收拆迁', itemCodes: [] },
  { code: 'ENVIRONMENT', group: 'INFORMATION', name: '环境治理', itemCodes: [] },
  { code: 'PUBLIC_INVESTMENT', group: 'INFORMATION', name: '公共事业投入', itemCodes: ['ZD-01-01', 'ZD-02-01'] },
  { code: 'PUBLIC_CULTURE', group: 'INFORMATION', name: '公共文化服务', itemCodes: ['GG-02', 'WH-01', 'WH-02'] },
  { code: 'RELIEF', group: 'INFORMATION', name: '扶贫救灾', itemCodes: ['SJ-04', 'ZD-03-01'] },
  { code: 'EMPLOYMENT', group: 'SERVICE', name: '劳动就业', itemCodes: [] },
  { code: 'SOCIAL_INSURANCE', group: 'SERVICE', name: '社会保险', itemCodes: [] },
  { code: 'SOCIAL_ASSISTANCE', group: 'SERVICE', name: '社会救助', itemCodes: ['QL-05-01', 'SJ-01', 'SJ-02', 'SJ-03'] },
  { code: 'SOCIAL_WELFARE', group: 'SERVICE', name: '社会福利', itemCodes: ['GG-01', 'GG-04-01', 'YL-02', 'YL-03'] },
  { code: 'HOUSEHOLD_REGISTRATION', group: 'SERVICE', name: '户籍管理', itemCodes: [] },
  { code: 'HOMESTEAD', group: 'SERVICE', name: '宅基地审批', itemCodes: [] },
  { code: 'FARM_SUBSIDIES', group: 'SERVICE', name: '涉农补贴', itemCodes: [] },
  { code: 'HEALTH', group: 'SERVICE', name: '医疗卫生', itemCodes: ['GG-04-02'] },
];
