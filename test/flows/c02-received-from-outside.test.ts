import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  bodyId,
  caoyang,
  civilAffairs,
  guideContent,
  passReview,
  submitOpen,
  writeGuide,
} from '../support/flow-draft.js';
import { decide, publisherOf, release, revise } from '../support/flow-origin.js';
import { ask } from '../support/flow-read.js';
import { reasonsOf, refusedTo } from '../support/flow-refused.js';
import { aspects } from '../support/flow-draft.js';
import { storedRows } from '../support/stored-rows.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const office = bodyId(caoyang.body);
const company = '示例绿金物业有限公司';
const sourceCopy = {
  name: '来函扫描件.pdf',
  mediaType: 'application/pdf',
  size: 20_480,
  sha256: `sha256:${'5c'.repeat(32)}`,
};
const received = { origin: 'RECEIVED_FROM_PERSON', sourceKind: 'LEGAL_PERSON', sourceName: company };

test('C02 what a company gave is published by the body that keeps it, once the copy as received is attached', async () => {
  const draft = await writeGuide(app, { title: '小区充电桩分布', content: received });
  expect(await publisherOf(app, 'caoyang-drafter', draft.id)).toEqual({
    standing: 'MAY_PUBLISH',
    rule: 'R-P02',
    body: { id: office },
    explanation: {
      rule: 'R-P02',
      clause: 'DB31/T 1297—2021 5.6.3',
      inputs: [
        { name: '本机关', value: '曹杨新村街道办事处' },
        { name: '产生方式', value: '从公民、法人和其他组织获取' },
        { name: '来源', value: '法人' },
        { name: '保存机关', value: '曹杨新村街道办事处' },
        { name: '公开主体', value: '曹杨新村街道办事处' },
      ],
      text: '从公民、法人和其他组织获取的信息由“曹杨新村街道办事处”保存，由其公开。',
    },
  });

  const decided = await decide(app, draft, { attribute: 'PROACTIVE' });
  const { id: draftId, revision: expectedRevision } = decided;
  const submission = await refusedTo(app, 'caoyang-drafter', {
    mutation: 'submitDraft',
    input: { draftId, expectedRevision },
  });
  expect(submission.told).toMatchObject([
    {
      code: 'REQUIRED',
      path: ['sourceCopy'],
      rule: 'R-V06',
      message: '获取的信息应当附来源件，与来源件核对一致后方可公开。',
      explanation: { rule: 'R-V06', pack: 'NATIONAL_BASE' },
    },
  ]);
  const review = await refusedTo(app, 'caoyang-preliminary', {
    mutation: 'reviewDraft',
    input: { draftId, expectedRevision, stage: 'PRELIMINARY', verdict: 'PASS', aspects },
  });
  expect(reasonsOf(review)).toEqual(['RULE_VIOLATION R-V01 stage', 'REQUIRED R-V06 sourceCopy']);
  const early = await refusedTo(app, 'caoyang-editor', { mutation: 'releaseDrafts', input: { drafts: [{ draftId }] } });
  expect(early.told.map((gate) => `${gate.code} ${gate.rule}`)).toContain('GATE_UNMET R-V06');

  const complete = await revise(app, decided, { sourceCopy });
  const approved = await passReview(app, await submitOpen(app, complete));
  expect(approved.state).toBe('APPROVED');
  const { id } = await release(app, approved);

  const { disclosure } = await ask(app, {
    query: `query ($id: ID!) { disclosure(id: $id) { title responsibleBody { id } originBody { id } attachments { name sha256 } } }`,
    variables: { id },
    shape: z.object({ disclosure: z.object({}).loose() }),
  });
  expect(disclosure).toEqual({
    title: '小区充电桩分布',
    responsibleBody: { id: office },
    originBody: { id: office },
    attachments: [],
  });
});

test('C02 whom it came from and the copy are stored with the draft and nowhere else', async () => {
  const stored = await storedRows(app.db);
  for (const secret of [company, sourceCopy.name, sourceCopy.sha256]) {
    const tables = Object.entries(stored).filter(([, rows]) => rows.some((row) => row.includes(secret)));
    expect(tables.map(([table]) => table)).toEqual(['draft']);
    const { search } = await ask(app, {
      query: 'query ($word: String!) { search(query: $word) { totalCount } }',
      variables: { word: secret },
      shape: z.object({ search: z.object({ totalCount: z.number() }) }),
    });
    expect(search.totalCount).toBe(0);
  }
});

test('C02 another body cannot publish what this one keeps; a reviewer cannot pass over its truthfulness', async () => {
  const refused = await refusedTo(app, 'putuo-civil-drafter', {
    mutation: 'createDraft',
    input: {
      kind: 'SERVICE_GUIDE',
      bodyId: bodyId(civilAffairs.body),
      content: guideContent('街道保存的信息', { ...received, originBodyId: office, itemCodes: ['ZH-07'] }),
    },
  });
  expect(reasonsOf(refused)).toEqual(['RULE_VIOLATION R-P02 originBodyId']);
  expect(refused.told[0]?.message).toContain('“普陀区民政局”可以添加指向原文的链接(addLink)');

  const submitted = await submitOpen(app, await writeGuide(app, { content: { ...received, sourceCopy } }));
  const skipped = aspects.map((finding) =>
    finding.aspect === 'TRUTHFULNESS' ? { ...finding, result: 'NOT_APPLICABLE', ground: '非本机关制作' } : finding,
  );
  const passed = await refusedTo(app, 'caoyang-preliminary', {
    mutation: 'reviewDraft',
    input: {
      draftId: submitted.id,
      expectedRevision: submitted.revision,
      stage: 'PRELIMINARY',
      verdict: 'PASS',
      aspects: skipped,
    },
  });
  expect(reasonsOf(passed)).toEqual(['NOT_ALLOWED_HERE R-V06 aspects.TRUTHFULNESS']);
});
