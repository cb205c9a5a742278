import { z } from 'zod';
import { openLawAdjustments } from '../../src/modules/catalogue/audit/open-law-adjustments.handlers.js';
import { listTasks } from '../../src/modules/tasks/list-tasks.js';
import { drainOutbox } from '../../src/platform/outbox/relay.js';
import { leafInput } from './catalogue-inputs.js';
import { achieve } from './flow-act.js';
import type { TestApp } from './test-app.js';

const ofCity = {
  right: 'city-office',
  wrong: 'putuo-office',
  wrongCode: 'FORBIDDEN',
  reader: 'city-supervisor',
} as const;
const inPutuo = {
  right: 'putuo-office',
  wrong: 'caoyang-office',
  wrongCode: 'FORBIDDEN',
  reader: 'putuo-supervisor',
} as const;

/** Registered, but not in force before next year: what cites it may stay as it is until then. */
async function lawOf(app: TestApp, number: number): Promise<{ lawId: string; docNo: string; title: string }> {
  const input = { kind: 'RULE', title: `示例市第${number}号权限示例规定`, docNo: `示例权〔2026〕${number}号` };
  const { law } = await achieve(app, 'city-office', {
    mutation: 'registerLaw',
    input,
    fields: 'law { id }',
    shape: z.object({ law: z.object({ id: z.string() }) }),
  });
  return { ...input, lawId: law.id };
}

const amendmentOf = ({ lawId, docNo }: { readonly lawId: string; readonly docNo: string }): object => ({
  lawId,
  expectedVersion: 1,
  docNo: `${docNo}之一`,
  effectiveFrom: '2027-01-01',
  note: '示例修订',
});

async function adjustmentOf(app: TestApp): Promise<object> {
  const { docNo, title, ...law } = await lawOf(app, 4);
  const shape = z.object({});
  const leaf = leafInput('YL-01-94', { bases: [{ title, docNo, clause: '第一条' }] });
  await achieve(app, 'city-office', { mutation: 'addItem', input: leaf, shape });
  await achieve(app, 'city-office', { mutation: 'amendLaw', input: amendmentOf({ ...law, docNo }), shape });
  await drainOutbox(app.db, [openLawAdjustments]);
  const { tasks } = await listTasks(app.db, { divisionCode: '310000', kinds: ['LAW_ADJUSTMENT'], first: 100 });
  const task = tasks.find(({ subject }) => subject === '310000/YL-01-94');
  return { taskId: task?.id, note: '已改引现行文本' };
}

/** Mutations of the register of laws and of audits. */
export const auditAttempts = {
  registerLaw: {
    ...ofCity,
    prepare: () => ({ kind: 'RULE', title: '示例市第一号权限示例规定', docNo: '示例权〔2026〕1号' }),
  },
  amendLaw: { ...ofCity, prepare: async (app: TestApp) => amendmentOf(await lawOf(app, 2)) },
  repealLaw: {
    ...ofCity,
    prepare: async (app: TestApp) => ({
      lawId: (await lawOf(app, 3)).lawId,
      expectedVersion: 1,
      lastDay: '2026-12-31',
    }),
  },
  settleLawAdjustment: { ...ofCity, prepare: adjustmentOf },
  exemptFunction: {
    ...inPutuo,
    prepare: () => ({ divisionCode: '310107', function: 'DATA', reason: '由市级统一公开' }),
  },
  endExemption: {
    ...inPutuo,
    prepare: async (app: TestApp) => {
      const { exemption } = await achieve(app, 'putuo-office', {
        mutation: 'exemptFunction',
        input: { divisionCode: '310107', function: 'MARKET_REGULATION', reason: '由市级统一公开' },
        fields: 'exemption { id }',
        shape: z.object({ exemption: z.object({ id: z.string() }) }),
      });
      return { exemptionId: exemption.id };
    },
  },
  recordCatalogueReview: { ...inPutuo, prepare: () => ({ divisionCode: '310107', note: '逐项核对' }) },
};
