import type { KindDefinition } from './kind.js';

/** 政策文件: an official document with number, issuers and validity. */
export const policyDocument: KindDefinition = {
  kind: 'POLICY_DOCUMENT',
  typeName: 'PolicyDocument',
  label: '政策文件',
  fields: {
    docNo: { type: 'text', label: '发文字号' },
    genre: { type: 'text', label: '公文种类', required: true },
    issuers: { type: 'bodies', label: '发文机关', required: true },
    effectiveFrom: { type: 'date', label: '施行日期' },
    effectiveTo: { type: 'date', label: '有效期至' },
    footnote: { type: 'text', label: '附注' },
  },
};
