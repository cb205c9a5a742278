import type { KindDefinition } from './kind.js';

/** 统计数据: indicators of one period, readable as data. */
export const statistic: KindDefinition = {
  kind: 'STATISTIC',
  typeName: 'Statistic',
  label: '统计数据',
  fields: {
    period: { type: 'text', label: '统计期', required: true, always: true },
    rows: {
      type: 'rows',
      label: '指标',
      rowName: 'StatisticRow',
      required: true,
      columns: {
        indicator: { type: 'text', label: '指标名称', required: true },
        value: { type: 'text', label: '数值', required: true },
        unit: { type: 'text', label: '单位' },
        region: { type: 'text', label: '地区' },
      },
    },
  },
};
