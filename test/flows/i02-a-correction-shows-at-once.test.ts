import { expect, test } from 'vitest';
import { z } from 'zod';
import { bodyId, caoyang, correctGuide, guideContent, phone, publishGuide } from '../support/flow-draft.js';
import { ask, everywhere, sightingOf, type Subject } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const title = '电话更正示例指南';
const newPhone = '021-62579999';

async function phoneOf(id: string, version?: number): Promise<unknown> {
  const { disclosure } = await ask(app, {
    query:
      'query ($id: ID!, $version: Int) { disclosure(id: $id, version: $version) { version ... on ServiceGuide { phone } versions { version current reason } } }',
    variables: { id, version },
    shape: z.object({ disclosure: z.object({}).loose() }),
  });
  return disclosure;
}

test('I02 a corrected telephone number shows on every path with the very next read, with one new digest', async () => {
  const guide = await publishGuide(app, { title });
  const subject: Subject = {
    id: guide.id,
    indexNo: guide.indexNo,
    division: caoyang.division,
    body: bodyId(caoyang.body),
    item: 'ZH-07',
    word: title,
    typeName: 'ServiceGuide',
  };
  const { serviceGuide } = z.object({ serviceGuide: z.object({}).loose() }).parse(guideContent(title));
  const corrected = await correctGuide(app, guide.id, {
    title,
    content: { serviceGuide: { ...serviceGuide, phone: newPhone } },
  });

  expect(corrected).toMatchObject({ id: guide.id, indexNo: guide.indexNo, version: 2 });
  expect(corrected.digest).not.toBe(guide.digest);
  const { id, version, digest, sequence } = corrected;
  expect(await sightingOf(app, subject)).toEqual(everywhere({ id, version, digest, sequence }));

  const versions = [
    { version: 2, current: true, reason: '联系电话有误' },
    { version: 1, current: false, reason: null },
  ];
  const shown = await phoneOf(guide.id);
  expect(shown).toMatchObject({ version: 2, phone: newPhone });
  expect(await phoneOf(guide.id, 1), 'the old version stays readable under its number').toMatchObject({
    version: 1,
    phone,
  });
  expect(z.object({ versions: z.array(z.unknown()) }).parse(shown).versions).toEqual(expect.arrayContaining(versions));
});
