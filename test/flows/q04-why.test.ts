import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, act } from '../support/flow-act.js';
import { aspects, bodyId, caoyang, publishGuide, submitOpen, tryReview, writeGuide } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const why = 'explanation { rule clause pack packVersion calendarVersion inputs { name value } text }';

test('Q04 a computed date says by which rule, clause, pack, calendar and inputs', async () => {
  const { dueDate } = await ask(app, {
    query: `{ dueDate(division: "310107005", trigger: ISSUED, at: "2026-09-24T10:00:00+08:00", amount: 10, unit: WORKING_DAY) { date ${why} } }`,
    shape: z.object({ dueDate: z.object({}).loose() }),
  });
  expect(dueDate).toEqual({
    date: '2026-10-15',
    explanation: {
      rule: 'R-D01',
      clause: '国务院令第711号 第二十六条；DB31/T 1297—2021 5.5.2',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: 'CN-2026/chinese-days-1.5.7',
      inputs: [
        { name: '起算事由', value: '文件印发' },
        { name: '起算时间', value: '2026-09-24' },
        { name: '期限', value: '10个工作日' },
      ],
      text: '自文件印发之日(2026-09-24)的次日起计10个工作日，至2026-10-15 24:00届满。',
    },
  });
});

test('Q04 a responsible body says which rule made it the one', async () => {
  const { catalogueItem } = await ask(app, {
    query: `{ catalogueItem(division: "310107005", code: "ZH-07") { responsibility { body { id } ${why} } } }`,
    shape: z.object({ catalogueItem: z.object({ responsibility: z.object({}).loose() }) }),
  });
  expect(catalogueItem.responsibility).toEqual({
    body: { id: bodyId(caoyang.body) },
    explanation: {
      rule: 'R-P01',
      clause: 'DB31/T 1297—2021 5.6.2',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: null,
      inputs: [
        { name: '职能', value: 'GOVERNMENT' },
        { name: '行政区划', value: '310107005' },
      ],
      text: '本级承担该职能的机关：曹杨新村街道办事处',
    },
  });
});

test('Q04 a lock names who locked, and by which rule a change is refused', async () => {
  const locked = await achieve(app, 'city-office', {
    mutation: 'lockField',
    input: { divisionCode: '310000', itemCode: 'ZH-07', field: 'deadline', reason: '全市统一' },
    fields: 'change { sequence item { fieldOrigins { field locked } } }',
    shape: z.object({ change: z.object({ sequence: z.string() }).loose() }),
  });
  const refused = await act(app, 'putuo-office', {
    mutation: 'overrideField',
    input: {
      divisionCode: '310107',
      itemCode: 'ZH-07',
      value: { deadline: { kind: 'COMMITTED', trigger: 'FORMED', amount: 5, unit: 'WORKING_DAY' } },
    },
  });
  expect(refused.code).toBeNull();
  const text = '“公开时限”已由上海市锁定，下级不得变更。';
  expect(refused.told).toEqual([
    {
      code: 'NOT_ALLOWED_HERE',
      path: ['value', 'deadline'],
      message: text,
      rule: 'R-I05',
      explanation: {
        rule: 'R-I05',
        clause: 'DB31/T 1297—2021 5.5.2',
        pack: 'SHANGHAI',
        packVersion: '2021-06-01',
        calendarVersion: null,
        inputs: [{ name: '公开时限(上海市)', value: '自信息形成或者变更之日起20个工作日内' }],
        text,
      },
    },
  ]);

  const { catalogueItem } = await ask(app, {
    query: `{ catalogueItem(division: "310107005", code: "ZH-07") { fieldOrigins { field locked origins { division { code } level state since reason rule } } } }`,
    shape: z.object({
      catalogueItem: z.object({ fieldOrigins: z.array(z.object({ field: z.string() }).loose()) }),
    }),
  });
  const deadline = catalogueItem.fieldOrigins.find((origin) => origin.field === 'deadline');
  const ofCity = { division: { code: '310000' }, level: 'CITY' };
  expect(deadline).toEqual({
    field: 'deadline',
    locked: true,
    origins: [
      { ...ofCity, state: 'DEFINED', since: expect.stringMatching(/^[1-9][0-9]*$/), reason: null, rule: null },
      { ...ofCity, state: 'LOCK', since: locked.change.sequence, reason: '全市统一', rule: 'R-I05' },
    ],
  });
});

test('Q04 a refused release names every gate with its rule and inputs', async () => {
  const submitted = await submitOpen(app, await writeGuide(app));
  const refused = await act(app, 'caoyang-editor', {
    mutation: 'releaseDrafts',
    input: { drafts: [{ draftId: submitted.id }] },
  });
  expect(refused.code).toBeNull();
  const gate = (stage: string): object => ({
    code: 'GATE_UNMET',
    path: ['drafts', '0'],
    message: `缺少${stage}通过的意见。`,
    rule: 'R-V01',
    explanation: {
      rule: 'R-V01',
      clause: 'DB31/T 1297—2021 6.2.3',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: null,
      inputs: [
        { name: '稿件修订号', value: String(submitted.revision) },
        { name: '审查轮次', value: '1' },
      ],
      text: `缺少${stage}通过的意见。`,
    },
  });
  expect(refused.told).toEqual([gate('初审'), gate('复审'), gate('审定')]);
});

test('Q04 a review without 保密审查, a return without words, a withdrawal without reason say why they are refused', async () => {
  const draft = await submitOpen(app, await writeGuide(app));
  const review = await tryReview(app, 'caoyang-preliminary', {
    draft,
    stage: 'PRELIMINARY',
    more: { verdict: 'RETURN', aspects: aspects.filter(({ aspect }) => aspect !== 'SECRECY') },
  });
  expect(review.told.map(({ rule, explanation }) => [rule, explanation?.rule, explanation?.pack])).toEqual([
    ['REV-03', 'REV-03', 'SHANGHAI'],
    ['R-V03', 'R-V03', 'SHANGHAI'],
  ]);

  const { id } = await publishGuide(app);
  const withdrawal = await act(app, 'caoyang-editor', { mutation: 'withdrawDisclosure', input: { id, reason: ' ' } });
  expect(withdrawal.told).toMatchObject([
    {
      code: 'REQUIRED',
      path: ['reason'],
      rule: 'R-A15',
      explanation: { rule: 'R-A15', text: '撤回已公开的信息应当说明理由。' },
    },
  ]);
});
