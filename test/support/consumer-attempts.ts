import { z } from 'zod';
import { achieve } from './flow-act.js';
import type { TestApp } from './test-app.js';

const consumer = {
  divisionCode: '310101',
  name: '示例合作网站',
  kind: 'PARTNER',
  expiresAt: '2027-11-23T00:00:00.000+08:00',
};

/** Of the keys of consumers. */
export const consumerAttempts = {
  registerAudience: {
    right: 'putuo-office',
    wrong: 'caoyang-office',
    wrongCode: 'FORBIDDEN' as const,
    reader: 'putuo-supervisor',
    prepare: () => ({ divisionCode: '310107', description: '本区散居孤儿监护人(示例)' }),
  },
  issueKeyOn: {
    right: 'city-operator',
    wrong: 'putuo-operator',
    wrongCode: 'FORBIDDEN' as const,
    reader: 'city-supervisor',
    prepare: () => consumer,
  },
  revokeKeyOn: {
    right: 'city-operator',
    wrong: 'putuo-operator',
    wrongCode: 'NOT_FOUND' as const,
    reader: 'city-supervisor',
    prepare: async (app: TestApp) => {
      const { key } = await achieve(app, 'city-operator', {
        mutation: 'issueKeyOn',
        input: consumer,
        fields: 'key { id }',
        shape: z.object({ key: z.object({ id: z.string() }) }),
      });
      return { keyId: key.id };
    },
  },
};
