import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, type ToldError } from '../support/flow-act.js';
import { bodyId, caoyang, civilAffairs, submitOpen, writeGuide } from '../support/flow-draft.js';
import { headOf } from '../support/flow-read.js';
import { demoApp, type GraphqlAnswer } from '../support/test-app.js';

const app = await demoApp();
const day = '2026-11-23';

async function returnsSeenBy(login: string | null, range: object = {}): Promise<GraphqlAnswer> {
  const query = `query ($from: Date!, $to: Date!, $body: ID) { draftReturns(from: $from, to: $to, rule: "R-A01", bodyId: $body) {
    bodyId bodyName divisionCode rule count } }`;
  const token = login === null ? undefined : await app.signIn(login);
  return app.editorially({ query, variables: { from: day, to: day, ...range } }, token);
}

async function handIn(login: string, draft: { id: string; revision: number }) {
  return achieve(app, login, {
    mutation: 'submitDraft',
    input: { draftId: draft.id, expectedRevision: draft.revision },
    fields:
      'draft { state revision releasedDisclosureId } returned { code path message rule explanation { rule pack clause inputs { name value } } }',
    shape: z.object({ draft: z.object({}).loose(), returned: z.custom<ToldError | null>() }),
  });
}

test('D01 a draft without attribute goes back to its drafter, gets no number, and is counted', async () => {
  const numbers = () => app.db.sql('select scope, year, next from index_number_counter order by 1, 2');
  const before = { head: await headOf(app), numbers: await numbers() };
  const draft = await writeGuide(app, { title: '没有公开属性' });

  const first = await handIn('caoyang-drafter', draft);
  expect(first).toEqual({
    draft: { state: 'RETURNED', revision: draft.revision, releasedDisclosureId: null },
    returned: {
      code: 'RULE_VIOLATION',
      path: ['attributeDecided'],
      message: '尚未认定公开属性，已退回拟稿人。',
      rule: 'R-A01',
      explanation: {
        rule: 'R-A01',
        pack: 'SHANGHAI',
        clause: 'DB31/T 1297—2021 6.1',
        inputs: [{ name: '标题', value: '没有公开属性' }],
      },
    },
  });
  await handIn('caoyang-drafter', draft);
  const bureau = await writeGuide(app, { place: civilAffairs, title: '也没有公开属性' });
  await handIn('putuo-civil-drafter', bureau);
  expect({ head: await headOf(app), numbers: await numbers() }, 'nothing public, no number').toEqual(before);

  const ofOffice = {
    bodyId: bodyId(caoyang.body),
    bodyName: '曹杨新村街道办事处',
    divisionCode: caoyang.division,
    rule: 'R-A01',
    count: 2,
  };
  const ofBureau = {
    bodyId: bodyId(civilAffairs.body),
    bodyName: '普陀区民政局',
    divisionCode: civilAffairs.division,
    rule: 'R-A01',
    count: 1,
  };
  expect((await returnsSeenBy('city-supervisor')).data).toEqual({ draftReturns: [ofOffice, ofBureau] });
  expect((await returnsSeenBy('putuo-supervisor')).data).toEqual({ draftReturns: [ofOffice, ofBureau] });
  expect((await returnsSeenBy('caoyang-office')).data, 'an office sees its own place').toEqual({
    draftReturns: [ofOffice],
  });
  expect((await returnsSeenBy('city-supervisor', { body: ofBureau.bodyId })).data).toEqual({
    draftReturns: [ofBureau],
  });
  const earlier = { from: '2026-11-01', to: '2026-11-22' };
  expect((await returnsSeenBy('city-supervisor', earlier)).data).toEqual({ draftReturns: [] });

  expect((await submitOpen(app, draft)).state, 'with an attribute it is handed in').toBe('SUBMITTED');
  expect((await returnsSeenBy('city-supervisor')).data, 'and stays counted').toEqual({
    draftReturns: [ofOffice, ofBureau],
  });
});

test('D01 the count is for those who supervise', async () => {
  for (const [login, code] of [
    [null, 'UNAUTHENTICATED'],
    ['caoyang-drafter', 'FORBIDDEN'],
    ['caoyang-editor', 'FORBIDDEN'],
    ['operator', 'FORBIDDEN'],
  ] as const) {
    const { data, errors } = await returnsSeenBy(login);
    expect([login, data ?? null, errors?.[0]?.extensions.code]).toEqual([login, null, code]);
  }
  const wrong = await returnsSeenBy('city-supervisor', { from: '2026-11-23', to: '2026-11-22' });
  expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
