import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve } from '../support/flow-act.js';
import {
  bodyId,
  caoyang,
  civilAffairs,
  elementsOf,
  guideContent,
  passReview,
  submitOpen,
  writeGuide,
} from '../support/flow-draft.js';
import { decide, publisherOf, release, revise, writeNotice } from '../support/flow-origin.js';
import { ask } from '../support/flow-read.js';
import { reasonsOf, refusedTo } from '../support/flow-refused.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const office = bodyId(caoyang.body);
const bureau = bodyId(civilAffairs.body);
const finance = bodyId('310107-finance');
const together = { origin: 'CO_MADE', coMakerIds: [bureau, office, finance] };

test('C04 of three bodies only the lead publishes; the others may link', async () => {
  const elements = await elementsOf(app, caoyang.division, 'ZH-07');
  const content = guideContent('三方合办', { ...together, leadBodyId: bureau, itemCodes: ['ZH-07'], elements });
  const copied = await refusedTo(app, 'caoyang-drafter', {
    mutation: 'createDraft',
    input: { kind: 'SERVICE_GUIDE', bodyId: office, content },
  });
  expect(copied.told).toEqual([
    {
      code: 'RULE_VIOLATION',
      path: ['leadBodyId'],
      message: '共同制作的信息由“普陀区民政局”牵头，由其公开；“曹杨新村街道办事处”可以添加指向原文的链接(addLink)。',
      rule: 'R-P04',
      explanation: expect.objectContaining({
        rule: 'R-P04',
        clause: 'DB31/T 1297—2021 5.6.5',
        inputs: [
          { name: '本机关', value: '曹杨新村街道办事处' },
          { name: '产生方式', value: '共同制作' },
          { name: '共同制作机关', value: '普陀区民政局、曹杨新村街道办事处、普陀区财政局' },
          { name: '牵头机关', value: '普陀区民政局' },
          { name: '公开主体', value: '普陀区民政局' },
        ],
      }),
    },
  ]);

  const led = await writeGuide(app, {
    place: civilAffairs,
    title: '三方合办',
    content: { ...together, leadBodyId: bureau },
  });
  const approved = await passReview(app, await submitOpen(app, led, civilAffairs), civilAffairs);
  const { id } = await release(app, approved, civilAffairs);
  const { disclosure } = await ask(app, {
    query: 'query ($id: ID!) { disclosure(id: $id) { responsibleBody { id } originBody { id } } }',
    variables: { id },
    shape: z.object({ disclosure: z.object({}).loose() }),
  });
  expect(disclosure).toEqual({ responsibleBody: { id: bureau }, originBody: { id: bureau } });
  await achieve(app, 'caoyang-editor', {
    mutation: 'addLink',
    input: { bodyId: office, disclosureId: id, itemCode: 'ZH-07' },
    shape: z.object({}),
  });
});

test('C04 without a named lead it is not handed in, and nobody is taken for the lead', async () => {
  const draft = await writeGuide(app, { title: '尚无牵头', content: together });
  expect(await publisherOf(app, 'caoyang-drafter', draft.id)).toMatchObject({
    standing: 'UNDECIDED',
    rule: 'R-P04',
    body: null,
    explanation: { text: '共同制作的信息由牵头机关公开，应当指明牵头机关。' },
  });
  const decided = await decide(app, draft, { attribute: 'PROACTIVE' });
  const handIn = { mutation: 'submitDraft', input: { draftId: decided.id, expectedRevision: decided.revision } };
  expect(reasonsOf(await refusedTo(app, 'caoyang-drafter', handIn))).toEqual(['REQUIRED R-P04 leadBodyId']);

  const stranger = { leadBodyId: bodyId('310107-general-office') };
  const input = { draftId: decided.id, expectedRevision: decided.revision, content: stranger };
  const wrong = await refusedTo(app, 'caoyang-drafter', { mutation: 'reviseDraft', input });
  expect(reasonsOf(wrong)).toContain('INVALID  leadBodyId');

  const led = await revise(app, decided, { leadBodyId: office });
  const submitted = await submitOpen(app, led);
  expect(submitted.state).toBe('SUBMITTED');
});

test('C04 an official document names its makers by its issuers alone, the lead first', async () => {
  const fields = (issuers: readonly string[]) => ({ docNo: '示例曹办〔2026〕7号', genre: '通知', issuers });
  const notice = await writeNotice(app, { title: '联合通知', docNo: '示例曹办〔2026〕7号' });
  const write = (content: object) =>
    refusedTo(app, 'caoyang-drafter', {
      mutation: 'reviseDraft',
      input: { draftId: notice.id, expectedRevision: notice.revision, content },
    });
  const second = await write({ policyDocument: fields([bureau, office]) });
  expect(reasonsOf(second)).toEqual(['RULE_VIOLATION R-P04 fields.issuers']);
  const twice = await write({ ...together, leadBodyId: office });
  expect(reasonsOf(twice)).toEqual(['NOT_ALLOWED_HERE R-P04 coMakerIds', 'NOT_ALLOWED_HERE R-P04 leadBodyId']);
  const alone = await write({ policyDocument: fields([bureau]) });
  expect(reasonsOf(alone), 'made by one, issued by another').toEqual(['RULE_VIOLATION R-P08 originBodyId']);

  const led = await revise(app, notice, { policyDocument: fields([office, bureau]) });
  expect(await publisherOf(app, 'caoyang-drafter', led.id)).toMatchObject({
    standing: 'MAY_PUBLISH',
    rule: 'R-P04',
    body: { id: office },
  });
});
