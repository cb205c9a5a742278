import { z } from 'zod';
import { EditionPath } from './by-edition.js';
import { achieve } from './flow-act.js';
import type { TestApp } from './test-app.js';

const inPutuo = {
  right: 'putuo-office',
  wrong: 'caoyang-office',
  wrongCode: 'NOT_FOUND',
  reader: 'putuo-supervisor',
} as const;

async function editionOf(app: TestApp): Promise<string> {
  return (await EditionPath.open(app, { token: await app.signIn('putuo-office'), divisionCode: '310107' })).id;
}

/** The table of Putuo as everybody downloads it. */
async function downloaded(app: TestApp): Promise<string> {
  const { body } = await app.server.inject({ method: 'GET', url: '/catalogue/310107.csv' });
  return body;
}

const columns = {
  name: '示例服务',
  elements: [{ id: 'matter', name: '内容', type: 'TEXT', required: true }],
  bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
  deadline: { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' },
  responsibility: { function: 'GOVERNMENT' },
  channels: ['GOVERNMENT_WEBSITE'],
  audience: { specific: null },
  levels: ['DISTRICT', 'STREET'],
};
const row = { key: 'demo', parentCode: 'ZD-01', identifier: 'TEMPLATE_DEMO', columns };

async function issue(app: TestApp, code: string, rows: readonly object[] = [row]): Promise<void> {
  const input = { divisionCode: '310000', code, name: '示例模板', pilotField: 'ELDERLY_CARE', rows };
  await achieve(app, 'city-office', { mutation: 'issueTemplate', input, shape: z.object({}) });
}

/** Tables that come in, and templates. */
export const tableAttempts = {
  importCatalogueSheet: {
    ...inPutuo,
    prepare: async (app: TestApp) => {
      const content = Buffer.from(await downloaded(app), 'utf8').toString('base64');
      return { divisionCode: '310107', editionId: await editionOf(app), format: 'CSV', content, dryRun: false };
    },
  },
  issueTemplate: {
    right: 'city-office',
    wrong: 'putuo-office',
    wrongCode: 'FORBIDDEN',
    reader: 'city-supervisor',
    prepare: () => ({
      divisionCode: '310000',
      code: 'DEMO_ISSUED',
      name: '示例模板',
      pilotField: 'ELDERLY_CARE',
      rows: [row],
    }),
  },
  instantiateTemplate: {
    ...inPutuo,
    prepare: async (app: TestApp) => {
      await issue(app, 'DEMO_TAKEN');
      return { divisionCode: '310107', editionId: await editionOf(app), templateCode: 'DEMO_TAKEN' };
    },
  },
  acceptTemplateRow: {
    ...inPutuo,
    prepare: async (app: TestApp) => {
      await issue(app, 'DEMO_ACCEPTED', [{ ...row, identifier: 'TEMPLATE_ACCEPTED' }]);
      return { divisionCode: '310107', editionId: await editionOf(app), templateCode: 'DEMO_ACCEPTED', key: 'demo' };
    },
  },
} as const;
