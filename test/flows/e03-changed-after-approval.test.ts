import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve } from '../support/flow-act.js';
import { approveGuide, bodyId, caoyang, passReview, type Step, submitOpen } from '../support/flow-draft.js';
import { decide, release, revise } from '../support/flow-origin.js';
import { headOf } from '../support/flow-read.js';
import { refusedTo } from '../support/flow-refused.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

async function opinionsOn(id: string): Promise<unknown> {
  const answer = await app.editorially(
    { query: 'query ($id: ID!) { opinions(draft: $id) { stage round verdict void } }', variables: { id } },
    await app.signIn('caoyang-editor'),
  );
  return z.object({ opinions: z.array(z.object({}).loose()) }).parse(answer.data).opinions;
}

const passes = (more: { round: number; void: boolean }): object[] =>
  ['PRELIMINARY', 'SECOND', 'FINAL'].map((stage) => ({ stage, verdict: 'PASS', ...more }));

async function isRefusedRelease(draft: Step): Promise<void> {
  const input = { drafts: [{ draftId: draft.id, expectedRevision: draft.revision }] };
  const refused = await refusedTo(app, 'caoyang-editor', { mutation: 'releaseDrafts', input });
  expect(refused.told.map(({ code, rule }) => `${code} ${rule}`)).toEqual([
    'GATE_UNMET R-V01',
    'GATE_UNMET R-V01',
    'GATE_UNMET R-V01',
    'GATE_UNMET R-V04',
  ]);
  expect(refused.told[3]?.message).toBe('审查后内容或附件有变更，原审查意见失效，应当重新审查。');
}

const picture = { name: '流程图.png', mediaType: 'image/png', size: 2_048, sha256: `sha256:${'1'.repeat(64)}` };

const changes = [
  { what: 'the text', content: { html: '<p>改动的正文。</p>' } },
  { what: 'one character of the title', content: { title: '审定后的指南。' } },
  { what: 'a field of the kind', content: { serviceGuide: { fee: '收费十元' } } },
  { what: 'a picture', content: { attachments: [{ ...picture, sha256: `sha256:${'2'.repeat(64)}` }] } },
  { what: 'where it comes from', content: { origin: 'CO_MADE', coMakerIds: [bodyId(caoyang.body)], leadBodyId: null } },
];

test.each(changes)(
  'E03 all three stages passed, then $what changes: the approvals are void, and it is not published',
  async ({ content }) => {
    const approved = await approveGuide(app, { title: '审定后的指南', content: { attachments: [picture] } });
    expect(await opinionsOn(approved.id)).toEqual(passes({ round: 1, void: false }));
    const head = await headOf(app);
    const changed = await revise(app, approved, content);
    expect(changed).toEqual({ id: approved.id, revision: approved.revision + 1, state: 'DRAFTING' });
    expect(await opinionsOn(approved.id), 'kept, but they do not count').toEqual(passes({ round: 1, void: true }));
    if (!('origin' in content)) await isRefusedRelease(changed);
    const outdated = await refusedTo(app, 'caoyang-editor', {
      mutation: 'releaseDrafts',
      input: { drafts: [{ draftId: approved.id, expectedRevision: approved.revision }] },
    });
    expect(outdated.code).toBe('CONFLICT');
    expect(await headOf(app)).toBe(head);
  },
);

test('E03 the signer changes his mind after 审定: void as well; reviewed again it goes out', async () => {
  const approved = await approveGuide(app, { title: '签发人改变决定' });
  const decided = await decide(app, approved, { attribute: 'PROACTIVE', reason: '再次确认' });
  expect(await opinionsOn(approved.id)).toEqual(passes({ round: 1, void: true }));
  await isRefusedRelease(decided);

  const again = await passReview(app, await submitOpen(app, decided));
  expect(await opinionsOn(approved.id)).toEqual([
    ...passes({ round: 1, void: true }),
    ...passes({ round: 2, void: false }),
  ]);
  expect((await release(app, again)).indexNo).not.toBe('');
});

test('E03 a change that changes nothing voids nothing', async () => {
  const approved = await approveGuide(app, { title: '没有变化' });
  const same = await achieve(app, 'caoyang-drafter', {
    mutation: 'reviseDraft',
    input: { draftId: approved.id, expectedRevision: approved.revision, content: { title: '没有变化' } },
    fields: 'draft { revision state }',
    shape: z.object({ draft: z.object({ revision: z.number(), state: z.string() }) }),
  });
  expect(same.draft).toEqual({ revision: approved.revision, state: 'APPROVED' });
  expect(await opinionsOn(approved.id)).toEqual(passes({ round: 1, void: false }));
});
