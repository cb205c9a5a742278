import type { KindDefinition } from './kind.js';

/** 政策解读: explains one or more policy documents, to which it points by INTERPRETS relations. */
export const interpretation: KindDefinition = {
  kind: 'INTERPRETATION',
  typeName: 'Interpretation',
  label: '政策解读',
  fields: {
    forms: { type: 'texts', label: '解读形式', required: true },
  },
};
