import type { KindDefinition } from './kind.js';

/** 一般信息: what belongs to no special kind; it still belongs to a leaf of the catalogue. */
export const generalInformation: KindDefinition = {
  kind: 'GENERAL_INFORMATION',
  typeName: 'GeneralInformation',
  label: '一般信息',
  fields: {},
};
