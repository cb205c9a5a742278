import { expect, test } from 'vitest';
import { z } from 'zod';
import { passReview, type Step } from '../support/flow-draft.js';
import { achieve } from '../support/flow-act.js';
import { decide, release, writeNotice } from '../support/flow-origin.js';
import { ask, headOf } from '../support/flow-read.js';
import { reasonsOf, refusedTo } from '../support/flow-refused.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const why = '涉及内部事务(示例)';

async function recorded(id: string): Promise<unknown> {
  const answer = await app.editorially(
    {
      query: `query ($id: ID!) { draft(id: $id) { state attributeProposed attributeReason attributeDecided attributeDecidedBy
        attributeDecisionReason releasedDisclosureId releasedVersion policyDocument { docNo footnote } } }`,
      variables: { id },
    },
    await app.signIn('caoyang-signer'),
  );
  return z.object({ draft: z.object({}).loose() }).parse(answer.data).draft;
}

async function signerId(): Promise<string> {
  const answer = await app.editorially({ query: '{ me { id } }' }, await app.signIn('caoyang-signer'));
  return z.object({ me: z.object({ id: z.string() }) }).parse(answer.data).me.id;
}

async function reviewed(draft: Step): Promise<Step> {
  const { draft: submitted } = await achieve(app, 'caoyang-drafter', {
    mutation: 'submitDraft',
    input: { draftId: draft.id, expectedRevision: draft.revision },
    fields: 'draft { id revision state }',
    shape: z.object({ draft: z.object({ id: z.string(), revision: z.number(), state: z.string() }) }),
  });
  return passReview(app, submitted);
}

test('D06 the signer makes proactive what was proposed on application: his word stands, both are recorded, the note says it', async () => {
  const docNo = '示例曹办〔2026〕11号';
  const proposal = { attributeProposed: 'ON_APPLICATION', attributeReason: why };
  const footnote = { policyDocument: { docNo, genre: '通知', footnote: '此件依申请公开' } };
  const refused = await refusedTo(app, 'caoyang-drafter', {
    mutation: 'createDraft',
    input: { kind: 'POLICY_DOCUMENT', bodyId: 'x', content: { title: '附注不由人填写', ...footnote } },
  });
  expect(refused.code, 'nobody can write the note').toBe('BAD_USER_INPUT');

  const draft = await writeNotice(app, { title: '关于示例事项的通知', docNo, ...proposal });
  expect(await recorded(draft.id)).toMatchObject({ attributeDecided: null, policyDocument: { docNo, footnote: null } });
  const decided = await decide(app, draft, { attribute: 'PROACTIVE' });
  expect(await recorded(draft.id)).toEqual({
    state: 'DRAFTING',
    ...proposal,
    attributeDecided: 'PROACTIVE',
    attributeDecidedBy: await signerId(),
    attributeDecisionReason: null,
    releasedDisclosureId: null,
    releasedVersion: null,
    policyDocument: { docNo, footnote: '此件主动公开' },
  });

  const { id } = await release(app, await reviewed(decided));
  const { disclosure } = await ask(app, {
    query: 'query ($id: ID!) { disclosure(id: $id) { attribute ... on PolicyDocument { docNo footnote } } }',
    variables: { id },
    shape: z.object({ disclosure: z.object({}).loose() }),
  });
  expect(disclosure).toEqual({ attribute: 'PROACTIVE', docNo, footnote: '此件主动公开' });
});

test('D06 what the signer keeps back ends as issued: with its document number and note, no index number, nothing public', async () => {
  const docNo = '示例曹办〔2026〕12号';
  const before = {
    head: await headOf(app),
    numbers: await app.db.sql('select * from index_number_counter order by 1, 2'),
  };
  const draft = await writeNotice(app, { title: '内部事项通知(示例)', docNo, attributeProposed: 'PROACTIVE' });
  const groundless = { draftId: draft.id, expectedRevision: draft.revision, attribute: 'ON_APPLICATION' };
  const refused = await refusedTo(app, 'caoyang-signer', { mutation: 'decideAttribute', input: groundless });
  expect(reasonsOf(refused), 'less than proactive needs a reason').toEqual(['REQUIRED R-A02 reason']);

  const issued = await reviewed(await decide(app, draft, { attribute: 'ON_APPLICATION', reason: why }));
  expect(await recorded(issued.id)).toMatchObject({
    state: 'ISSUED_NOT_PUBLIC',
    attributeProposed: 'PROACTIVE',
    attributeReason: null,
    attributeDecided: 'ON_APPLICATION',
    attributeDecisionReason: why,
    releasedDisclosureId: null,
    policyDocument: { docNo, footnote: '此件依申请公开' },
  });
  const published = await refusedTo(app, 'caoyang-editor', {
    mutation: 'releaseDrafts',
    input: { drafts: [{ draftId: issued.id }] },
  });
  expect(published.told.map(({ code, rule }) => [code, rule])).toContainEqual(['GATE_UNMET', 'R-A02']);
  const numbers = await app.db.sql('select * from index_number_counter order by 1, 2');
  expect({ head: await headOf(app), numbers }).toEqual(before);
  const { search } = await ask(app, {
    query: 'query ($word: String!) { search(query: $word) { totalCount } }',
    variables: { word: docNo },
    shape: z.object({ search: z.object({ totalCount: z.number() }) }),
  });
  expect(search.totalCount).toBe(0);
});
