import type { KindDefinition } from './kind.js';

/** 机构概况: profile, functions, units and subordinates of a body; all of it stands in the elements of its leaf. */
export const orgProfile: KindDefinition = {
  kind: 'ORG_PROFILE',
  typeName: 'OrgProfile',
  label: '机构概况',
  fields: {},
};
