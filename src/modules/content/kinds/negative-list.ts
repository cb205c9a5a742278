import type { KindDefinition } from './kind.js';

/** 政府信息公开负面清单: what is not open, why, how far, and when that changes; what is not on it is presumed open. */
export const negativeList: KindDefinition = {
  kind: 'NEGATIVE_LIST',
  typeName: 'NegativeList',
  label: '政府信息公开负面清单',
  interpretedOnIssue: 'POW-05',
  fields: {
    exclusions: {
      type: 'rows',
      label: '不予公开事项',
      rowName: 'NegativeListEntry',
      rule: 'POW-05',
      required: true,
      columns: {
        entryNo: { type: 'text', label: '序号', required: true },
        subject: { type: 'text', label: '事项', required: true },
        ground: { type: 'text', label: '不予公开的依据和理由', required: true },
        scope: { type: 'text', label: '范围', required: true },
        adjustment: { type: 'text', label: '调整标准', required: true },
      },
    },
    reviewDate: { type: 'date', label: '复核日期', required: true },
  },
};
