import { byEdition } from './by-edition.js';
import { z } from 'zod';
import { demoConsumers } from '../../seeds/seed-consumers.js';
import { printKey } from '../../src/modules/identity/consumer-keys/key-text.js';
import { achieve } from './flow-act.js';
import type { TestApp } from './test-app.js';

/** The keys of the demo city's four consumers: portal, new media, partner, open data. */
export const demoKeys: readonly string[] = demoConsumers.map(printKey);

export interface KeyToIssue {
  readonly audienceIds?: readonly string[];
  readonly withheldFields?: readonly string[];
}

/** A key of the city, issued by its operator. */
export async function issueKey(app: TestApp, more: KeyToIssue = {}): Promise<string> {
  const { secret } = await achieve(app, 'city-operator', {
    mutation: 'issueKeyOn',
    input: {
      divisionCode: '310000',
      name: '示例使用方',
      kind: 'PARTNER',
      expiresAt: '2027-11-23T00:00:00.000+08:00',
      ...more,
    },
    fields: 'secret',
    shape: z.object({ secret: z.string() }),
  });
  return secret;
}

/** A described group of Putuo, registered by its disclosure office. */
export async function registerAudience(app: TestApp, description: string): Promise<string> {
  const { audience } = await achieve(app, 'putuo-office', {
    mutation: 'registerAudience',
    input: { divisionCode: '310107', description },
    fields: 'audience { id }',
    shape: z.object({ audience: z.object({ id: z.string() }) }),
  });
  return audience.id;
}

const columns = {
  name: '孤儿基本生活保障(示例)',
  elements: [{ id: 'matter', name: '内容', type: 'TEXT', required: true }],
  bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
  deadline: { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' },
  responsibility: { function: 'GOVERNMENT' },
  channels: ['TARGETED_PUSH', 'GOVERNMENT_WEBSITE'],
  levels: ['DISTRICT', 'STREET'],
};

/** A leaf of Putuo's own that is for the described group alone; its code. */
export async function addItemFor(app: TestApp, specific: string): Promise<string> {
  const place = { token: await app.signIn('putuo-office'), divisionCode: '310107' };
  const { proposed } = await byEdition(app, place, (editionId) =>
    achieve(app, 'putuo-office', {
      mutation: 'addLocalItem',
      input: { ...localItemFor(specific), editionId },
      fields: 'added { itemCodes }',
      shape: z.object({ added: z.object({ itemCodes: z.tuple([z.string()]) }) }),
    }),
  );
  return proposed.added.itemCodes[0];
}

export function localItemFor(specific: string): object {
  return {
    divisionCode: '310107',
    parentCode: 'ZD-01',
    identifier: 'FOR_A_GROUP',
    columns: { ...columns, audience: { specific } },
  };
}
