import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, act } from '../support/flow-act.js';
import {
  bodyId,
  civilAffairs,
  elementsOf,
  passReview,
  type Place,
  type Step,
  submitOpen,
} from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { letWorkerWork } from '../support/flow-worker.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const office: Place = { people: 'putuo', body: '310107-general-office', division: '310107' };
const step = z.object({ draft: z.object({ id: z.string(), revision: z.number(), state: z.string() }) });

const power = {
  name: '社会团体成立登记',
  category: '行政许可',
  basis: '《社会团体登记管理条例》第六条',
  exercisedBy: '普陀区人民政府办公室',
  operation: '申请、受理、审查、决定',
  duty: '对符合条件而不予登记的承担责任',
};
const exclusion = {
  entryNo: '1',
  subject: '审议中的内部讨论记录(示例)',
  ground: '《中华人民共和国政府信息公开条例》第十六条',
  scope: '讨论记录和过程稿',
  adjustment: '决定公布后重新评估',
};

async function draftOf(kind: string, own: object, { more = {}, input = {} }: { more?: object; input?: object } = {}) {
  const elements = await elementsOf(app, '310107', 'ZH-06');
  const content = {
    title: `示例${kind}`,
    html: '<p>示例。</p>',
    formedAt: '2026-03-02',
    itemCodes: ['ZH-06'],
    elements,
    ...own,
    ...more,
  };
  return { mutation: 'createDraft', input: { kind, bodyId: bodyId(office.body), content, ...input } };
}

async function approved(kind: string, own: object, rest: { more?: object; input?: object } = {}): Promise<Step> {
  const wanted = { ...(await draftOf(kind, own, rest)), fields: 'draft { id revision state }', shape: step };
  const { draft } = await achieve(app, 'putuo-drafter', wanted);
  return passReview(app, await submitOpen(app, draft, office), office);
}

function release(...drafts: readonly Step[]) {
  const input = { drafts: drafts.map(({ id }) => ({ draftId: id })) };
  return act(app, 'putuo-editor', {
    mutation: 'releaseDrafts',
    input,
    fields: 'release { disclosures { id version } }',
  });
}

const released = z.object({ release: z.object({ disclosures: z.array(z.object({ id: z.string() })) }) });
const tasks = z.object({
  tasks: z.object({
    tasks: z.array(
      z.object({
        state: z.string(),
        outcome: z.string().nullable(),
        evidence: z.string().nullable(),
        dueDate: z.string().nullable(),
      }),
    ),
  }),
});

async function tasksOf(kind: string) {
  await letWorkerWork(app);
  const answer = await app.editorially(
    {
      query: `{ tasks(division: "310107", kinds: [${kind}], first: 9) { tasks { state outcome evidence dueDate } } }`,
    },
    await app.signIn('putuo-office'),
  );
  return tasks.parse(answer.data).tasks.tasks;
}

test('POW-01 a list says of every power what it rests on, who exercises it, how and with what duty, and closes the task', async () => {
  const finance = bodyId('310107-finance');
  const merge = async (predecessorId: string, heir: string, effectiveOn: string): Promise<void> => {
    const input = { predecessorId, successors: [{ bodyId: heir }], effectiveOn };
    await achieve(app, 'putuo-office', { mutation: 'mergeBodies', input, shape: z.object({}) });
  };
  await merge(bodyId(civilAffairs.body), finance, '2026-03-02');
  const open = { state: 'OPEN', outcome: null, evidence: null };
  expect(await tasksOf('POWER_LIST_UPDATE')).toEqual([{ ...open, dueDate: '2026-03-16' }]);
  // Whoever was asked ends as well: what it has not done is its heir's, with the day by which it was due.
  await merge(finance, bodyId(office.body), '2026-03-03');
  app.clock.set('2026-03-03T09:00:00+08:00');
  const passedOn = {
    state: 'CANCELLED',
    outcome: 'PASSED_ON',
    evidence: bodyId(office.body),
    dueDate: '2026-03-16',
  };
  expect(await tasksOf('POWER_LIST_UPDATE')).toEqual([{ ...open, dueDate: '2026-03-16' }, passedOn]);

  const strange = { powerList: { powers: [power, { ...power, category: '行政指导' }] } };
  const refused = await act(app, 'putuo-drafter', await draftOf('POWER_LIST', strange));
  expect(refused.told).toMatchObject([{ code: 'INVALID', path: ['fields', 'powers'], rule: 'POW-01' }]);
  expect(refused.told[0]?.message).toContain('第2项的权力类型“行政指导”');
  const bare = { powerList: { powers: [{ name: power.name, category: power.category }] } };
  const lacking = await act(app, 'putuo-drafter', await draftOf('POWER_LIST', bare));
  expect(lacking.told.map(({ path, rule }) => `${path.at(-1)} ${rule}`)).toEqual([
    'basis POW-01',
    'exercisedBy POW-01',
    'operation POW-01',
    'duty POW-01',
  ]);

  const list = await release(await approved('POWER_LIST', { powerList: { powers: [power] } }));
  const [{ id } = { id: '' }] = released.parse(list.payload).release.disclosures;
  expect(await tasksOf('POWER_LIST_UPDATE')).toEqual([
    { state: 'DONE', outcome: 'PUBLISHED', evidence: `${id}@1`, dueDate: '2026-03-16' },
    passedOn,
  ]);
  const read = await ask(app, {
    query: `query ($id: ID!) { disclosure(id: $id) { kind version
      ... on PowerList { powers { name category basis exercisedBy operation duty supervision } } } }`,
    variables: { id },
    shape: z.object({ disclosure: z.unknown() }),
  });
  expect(read.disclosure).toEqual({ kind: 'POWER_LIST', version: 1, powers: [{ ...power, supervision: null }] });
});

test('POW-05 a negative list goes out only beside its interpretation', async () => {
  const own = { negativeList: { exclusions: [exclusion], reviewDate: '2027-03-02' } };
  const list = await approved('NEGATIVE_LIST', own);
  expect((await release(list)).told).toMatchObject([
    {
      code: 'GATE_UNMET',
      path: ['drafts', '0'],
      rule: 'POW-05',
      message: '“政府信息公开负面清单”应当与其政策解读同时发布。',
    },
  ]);
  const relations = [{ type: 'INTERPRETS', targetId: list.id }];
  const explained = await approved(
    'INTERPRETATION',
    { interpretation: { forms: ['文字解读'] } },
    { more: { relations } },
  );
  const done = await release(list, explained);
  const [first] = released.parse(done.payload).release.disclosures;
  const read = await ask(app, {
    query: `query ($id: ID!) { disclosure(id: $id) { relations { type incoming }
      ... on NegativeList { reviewDate exclusions { entryNo subject ground scope adjustment } } } }`,
    variables: { id: first?.id },
    shape: z.object({ disclosure: z.unknown() }),
  });
  expect(read.disclosure).toEqual({
    relations: [{ type: 'INTERPRETS', incoming: true }],
    reviewDate: '2027-03-02',
    exclusions: [exclusion],
  });
  const open = { state: 'OPEN', outcome: null, evidence: null };
  expect(await tasksOf('NEGATIVE_LIST_REVIEW')).toEqual([{ ...open, dueDate: '2027-03-02' }]);

  app.clock.advance(60_000);
  const next = { negativeList: { exclusions: [exclusion], reviewDate: '2028-03-02' } };
  const correction = await approved('NEGATIVE_LIST', next, {
    input: { correctsId: first?.id, correctionReason: '复核后调整' },
  });
  const corrected = { mutation: 'correctDisclosure', input: { draftId: correction.id }, shape: z.object({}) };
  await achieve(app, 'putuo-editor', corrected);
  expect(await tasksOf('NEGATIVE_LIST_REVIEW')).toEqual([
    { ...open, dueDate: '2028-03-02' },
    { state: 'DONE', outcome: 'PUBLISHED', evidence: `${first?.id}@2`, dueDate: '2027-03-02' },
  ]);
});

test('POW-05 a decision not to disclose that names no entry of a negative list is warned of, and stands', async () => {
  const warned = z.object({
    draft: z.object({
      id: z.string(),
      revision: z.number(),
      attributeWarnings: z.array(z.object({ rule: z.string() })),
    }),
  });
  const fields = 'draft { id revision attributeWarnings { rule } }';
  const { draft } = await achieve(app, 'putuo-drafter', {
    ...(await draftOf('GENERAL_INFORMATION', {})),
    fields,
    shape: warned,
  });
  const decide = (expectedRevision: number, reason: string) =>
    achieve(app, 'putuo-signer', {
      mutation: 'decideAttribute',
      input: { draftId: draft.id, expectedRevision, attribute: 'NOT_DISCLOSED', reason },
      fields,
      shape: warned,
    });
  const bare = await decide(draft.revision, '内部讨论');
  expect(bare.draft.attributeWarnings).toEqual([{ rule: 'POW-05' }]);
  const cited = await decide(bare.draft.revision, '内部讨论，负面清单第1项');
  expect(cited.draft.attributeWarnings).toEqual([]);
});
