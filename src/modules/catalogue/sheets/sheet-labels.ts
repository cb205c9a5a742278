import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { TermKind, TermPeriod, TermTrigger, TermUnit } from '../../rules/term.js';
import type { CatalogueCategory, EffectiveItem, ElementType } from '../effective-item.js';

export const categoryLabels: Readonly<Record<CatalogueCategory, string>> = {
  COMPREHENSIVE_AFFAIRS: '综合政务',
  KEY_WORK: '重点工作',
  POWER_ITEM: '权力事项',
  PUBLIC_SERVICE_ITEM: '公共服务事项',
};

export const elementTypeLabels: Readonly<Record<ElementType, string>> = {
  TEXT: '文本',
  RICH_TEXT: '图文',
  DATE: '日期',
  NUMBER: '数字',
  MONEY: '金额',
  PERSON: '人员',
  CONTACT: '联系方式',
  URL: '网址',
  FILE: '文件',
  TABLE: '表格',
  ENUM: '选项',
};

export const levelLabels: Readonly<Record<AdminLevel, string>> = {
  CITY: '市级',
  DISTRICT: '区级',
  STREET: '街镇',
};

export const termKindLabels: Readonly<Record<TermKind, string>> = {
  STATUTORY: '法定',
  COMMITTED: '承诺',
  OTHER_LAW: '另有规定',
  PERIODIC: '定期',
  ON_CHANGE: '变更更新',
  SAME_TIME: '同步公开',
};

export const termTriggerLabels: Readonly<Record<TermTrigger, string>> = {
  FORMED: '自信息形成之日起',
  CHANGED: '自信息变更之日起',
  ISSUED: '自文件印发之日起',
  PUBLISHED: '自公开之日起',
  OCCURRED: '自事件发生起',
  DATE: '自指定日期起',
};

export const termPeriodLabels: Readonly<Record<TermPeriod, string>> = {
  MONTH: '每月结束后',
  QUARTER: '每季度结束后',
  HALF_YEAR: '每半年结束后',
  YEAR: '每年度结束后',
};

export const termUnitLabels: Readonly<Record<TermUnit, string>> = {
  WORKING_DAY: '个工作日',
  DAY: '日',
  HOUR: '小时',
};

export const applicabilityLabels: Readonly<Record<EffectiveItem['applicability'], string>> = {
  APPLICABLE: '适用',
  NOT_APPLICABLE: '不适用',
  RETIRED: '停用',
};

/** The name of a label; undefined for one that the table does not have. */
export function namedBy<Name extends string>(labels: Readonly<Record<Name, string>>, label: string): Name | undefined {
  return namesOf(labels).find((name) => labels[name] === label);
}

export function namesOf<Name extends string>(labels: Readonly<Record<Name, string>>): Name[] {
  const names: Name[] = [];
  for (const name in labels) names.push(name);
  return names;
}
