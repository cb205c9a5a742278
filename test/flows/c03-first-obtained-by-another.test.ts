import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve } from '../support/flow-act.js';
import {
  approveGuide,
  bodyId,
  caoyang,
  civilAffairs,
  elementsOf,
  guideContent,
  submitOpen,
  tryReview,
} from '../support/flow-draft.js';
import { publisherOf, release } from '../support/flow-origin.js';
import { reasonsOf, refusedTo } from '../support/flow-refused.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const office = bodyId(caoyang.body);
const bureau = bodyId(civilAffairs.body);
const sourceCopy = {
  name: '调查表.pdf',
  mediaType: 'application/pdf',
  size: 1_024,
  sha256: `sha256:${'0c'.repeat(32)}`,
};

async function heldByOffice(content: object) {
  const elements = await elementsOf(app, caoyang.division, 'ZH-07');
  return {
    kind: 'SERVICE_GUIDE',
    bodyId: office,
    content: guideContent('养老机构名录', { itemCodes: ['ZH-07'], elements, ...content }),
  };
}

test('C03 what the bureau first obtained the office may hold and link to; only the bureau publishes it', async () => {
  const input = await heldByOffice({ origin: 'RECEIVED_FROM_BODY', originBodyId: bureau });
  const copied = await refusedTo(app, 'caoyang-drafter', { mutation: 'createDraft', input });
  expect(copied.told).toEqual([
    {
      code: 'RULE_VIOLATION',
      path: ['originBodyId'],
      message:
        '从其他行政机关获取的信息由“普陀区民政局”制作或者最初获取，由其公开；“曹杨新村街道办事处”可以添加指向原文的链接(addLink)。',
      rule: 'R-P03',
      explanation: expect.objectContaining({
        rule: 'R-P03',
        clause: 'DB31/T 1297—2021 5.6.4',
        pack: 'SHANGHAI',
        inputs: [
          { name: '本机关', value: '曹杨新村街道办事处' },
          { name: '产生方式', value: '从其他行政机关获取' },
          { name: '制作或者最初获取的机关', value: '普陀区民政局' },
          { name: '公开主体', value: '普陀区民政局' },
        ],
      }),
    },
  ]);

  const source = {
    origin: 'RECEIVED_FROM_PERSON',
    sourceKind: 'OTHER_ORGANISATION',
    sourceName: '示例协会',
    sourceCopy,
  };
  const approved = await approveGuide(app, { place: civilAffairs, title: '养老机构名录', content: source });
  expect(await publisherOf(app, 'putuo-civil-editor', approved.id)).toMatchObject({
    standing: 'MAY_PUBLISH',
    rule: 'R-P02',
    body: { id: bureau },
  });
  const { id } = await release(app, approved, civilAffairs);
  const { link } = await achieve(app, 'caoyang-editor', {
    mutation: 'addLink',
    input: { bodyId: office, disclosureId: id, itemCode: 'ZH-07' },
    fields: 'link { bodyId disclosureId }',
    shape: z.object({ link: z.object({ bodyId: z.string(), disclosureId: z.string() }) }),
  });
  expect(link).toEqual({ bodyId: office, disclosureId: id });
});

test('C03 who does not say from which body it came is not taken for that body (R-P08)', async () => {
  const input = await heldByOffice({ origin: 'RECEIVED_FROM_BODY' });
  const refused = await refusedTo(app, 'caoyang-drafter', { mutation: 'createDraft', input });
  expect(reasonsOf(refused)).toEqual(['RULE_VIOLATION R-P08 originBodyId']);
  expect(refused.told[0]?.message).toContain('请政务公开工作机构裁定');
});

test('C03 what turns out to be another body’s while it is reviewed goes no further', async () => {
  const { draft } = await achieve(app, 'caoyang-drafter', {
    mutation: 'createDraft',
    input: await heldByOffice({ title: '看似自己制作' }),
    fields: 'draft { id revision state }',
    shape: z.object({ draft: z.object({ id: z.string(), revision: z.number(), state: z.string() }) }),
  });
  const submitted = await submitOpen(app, draft);
  const revised = await refusedTo(app, 'caoyang-drafter', {
    mutation: 'reviseDraft',
    input: {
      draftId: submitted.id,
      expectedRevision: submitted.revision,
      content: { origin: 'RECEIVED_FROM_BODY', originBodyId: bureau },
    },
  });
  expect(reasonsOf(revised), 'the draft cannot become a copy').toEqual(['RULE_VIOLATION R-P03 originBodyId']);
  const returned = await tryReview(app, 'caoyang-preliminary', {
    draft: submitted,
    stage: 'PRELIMINARY',
    more: { verdict: 'RETURN', opinion: '由区民政局公开，请改为链接。' },
  });
  expect(returned.told).toEqual([]);
});
