import type { KindDefinition } from './kind.js';

/** 办事指南: what a person must know and bring (DB31/T 1297—2021 and GB/T 42418—2023, 9.1). */
export const serviceGuide: KindDefinition = {
  kind: 'SERVICE_GUIDE',
  typeName: 'ServiceGuide',
  label: '办事指南',
  fields: {
    conditions: { type: 'longText', label: '办理条件', required: true },
    flow: { type: 'longText', label: '办理流程', required: true },
    timeLimit: { type: 'text', label: '办理时限', required: true },
    fee: { type: 'text', label: '收费标准', required: true },
    materials: {
      type: 'rows',
      label: '申请材料',
      rowName: 'Material',
      rule: 'SVC-01',
      required: true,
      columns: {
        name: { type: 'text', label: '材料名称', required: true },
        basis: { type: 'text', label: '依据', required: true },
        form: { type: 'text', label: '形式' },
        copies: { type: 'integer', label: '份数' },
        instructions: { type: 'text', label: '填写说明' },
      },
    },
    office: { type: 'text', label: '受理机构' },
    address: { type: 'text', label: '办理地址' },
    hours: { type: 'text', label: '办理时间' },
    phone: { type: 'text', label: '咨询电话' },
  },
};
