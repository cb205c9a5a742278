import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, act, rulesOf } from '../support/flow-act.js';
import {
  approveGuide,
  bodyId,
  civilAffairs,
  correctGuide,
  elementsOf,
  guideContent,
  type Place,
  publishGuide,
} from '../support/flow-draft.js';
import { ask, headOf } from '../support/flow-read.js';
import { letWorkerWork } from '../support/flow-worker.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();

/** The people of the district work for every body of it. */
const generalOffice: Place = { people: 'putuo', body: '310107-general-office', division: '310107' };
const [x, y] = [bodyId(civilAffairs.body), bodyId(generalOffice.body)];

const record = z.object({
  version: z.number(),
  digest: z.string(),
  responsibleBody: z.object({ id: z.string() }),
  originBody: z.object({ id: z.string(), name: z.string() }),
});
const fields = 'version digest responsibleBody { id } originBody { id name }';

function read(id: string, at?: string) {
  return ask(app, {
    query: `query ($id: ID!, $x: ID!, $y: ID!) { disclosure(id: $id) { ${fields} }
      x: body(id: $x) { name validTo successors { id } disclosures { edges { node { id } } } }
      y: body(id: $y) { predecessors { id } disclosures { edges { node { id } } } }
      carried: catalogue(division: "310107") { items(where: { function: "CIVIL_AFFAIRS", body: $y }) { totalCount } }
      civil: catalogue(division: "310107") { items(where: { function: "CIVIL_AFFAIRS" }) { totalCount } }
      item: catalogueItem(division: "310107", code: "GG-01-01") { responsibility { body { id } } } }`,
    variables: { id, x, y },
    shape: z.object({ disclosure: record }).loose(),
    ...(at === undefined ? {} : { at }),
  });
}

const listing = (...ids: string[]) => ({ edges: ids.map((id) => ({ node: { id } })) });

test('C05 from the day of the merger on, and not before, the successor answers, and old records keep all they say', async () => {
  const old = await publishGuide(app, { place: civilAffairs, title: '合并以前' });
  const merger = { predecessorId: x, successors: [{ bodyId: y }], effectiveOn: '2026-04-01' };
  await achieve(app, 'putuo-office', { mutation: 'mergeBodies', input: merger, shape: z.object({}) });
  await letWorkerWork(app);

  const name = '普陀区民政局';
  const before = await read(old.id);
  expect(before).toMatchObject({
    disclosure: { digest: old.digest, responsibleBody: { id: x }, originBody: { id: x } },
    x: { validTo: '2026-03-31', successors: [], disclosures: listing(old.id) },
    y: { predecessors: [], disclosures: listing() },
    carried: { items: { totalCount: 0 } },
    civil: { items: { totalCount: 31 } },
  });
  const waiting = await approveGuide(app, { place: civilAffairs, title: '尚未发布' });
  const earlier = await headOf(app);

  app.clock.set('2026-04-01T00:00:00+08:00');
  await letWorkerWork(app);
  expect(await read(old.id)).toMatchObject({
    disclosure: { version: 1, digest: old.digest, responsibleBody: { id: y }, originBody: { id: x, name } },
    x: { name, validTo: '2026-03-31', successors: [{ id: y }], disclosures: listing(old.id) },
    y: { predecessors: [{ id: x }], disclosures: listing(old.id) },
    // With the thirteen that were the office's own: the filter asks for functions of bodies.
    carried: { items: { totalCount: 44 } },
    civil: { items: { totalCount: 44 } },
  });
  expect(await read(old.id, earlier)).toEqual(before);

  const fresh = await publishGuide(app, {
    place: generalOffice,
    title: '合并以后',
    content: { originBodyId: x },
  });
  expect(await read(fresh.id)).toMatchObject({
    disclosure: { responsibleBody: { id: y }, originBody: { id: x, name } },
    y: { disclosures: listing(fresh.id, old.id) },
  });

  await refusedToTheEnded(old.id, waiting);
  const corrected = await correctGuide(app, old.id, { place: generalOffice, title: '由承继机关更正' });
  expect(corrected).toMatchObject({ id: old.id, version: 2, indexNo: old.indexNo });
  expect(await read(old.id)).toMatchObject({
    disclosure: { version: 2, responsibleBody: { id: y }, originBody: { id: x, name } },
  });
  const { disclosure } = await ask(app, {
    query: 'query ($id: ID!) { disclosure(id: $id) { versions { version digest } } }',
    variables: { id: old.id },
    shape: z.object({
      disclosure: z.object({ versions: z.array(z.object({ version: z.number(), digest: z.string() })) }),
    }),
  });
  expect(disclosure.versions.find((one) => one.version === 1)?.digest).toBe(old.digest);
});

/** Who works for the ended body alone may sign in and read, and does nothing in its name any more. */
async function refusedToTheEnded(publishedId: string, waiting: { id: string; revision: number }): Promise<void> {
  const refusal = { code: 'FORBIDDEN', told: [] };
  const elements = await elementsOf(app, '310107', 'ZH-07');
  const input = {
    kind: 'SERVICE_GUIDE',
    bodyId: x,
    content: guideContent('撤并以后', { itemCodes: ['ZH-07'], elements }),
  };
  expect(await act(app, 'putuo-civil-drafter', { mutation: 'createDraft', input })).toMatchObject(refusal);
  const release = { mutation: 'releaseDrafts', input: { drafts: [{ draftId: waiting.id }] } };
  expect(await act(app, 'putuo-civil-editor', release)).toMatchObject(refusal);
  const answer = await app.editorially(
    {
      query: 'mutation ($input: ReleaseDraftsInput!) { releaseDrafts(input: $input) { userErrors { code } } }',
      variables: { input: release.input },
    },
    await app.signIn('putuo-civil-editor'),
  );
  expect(answer.errors?.[0]?.message).toBe(
    '“普陀区民政局”已于2026-03-31撤并(R-P06)，仅在该机关有权限的账号不能再以其名义拟稿、审查和发布；由承继其职能的机关公开。',
  );
  const withdraw = { mutation: 'withdrawDisclosure', input: { id: publishedId, reason: '撤回' } };
  expect(await act(app, 'putuo-civil-editor', withdraw)).toMatchObject(refusal);
  expect(await act(app, 'putuo-editor', release), 'the editor of all bodies may not either').toMatchObject(refusal);
}

const tasks = z.object({
  tasks: z.object({
    tasks: z.array(
      z.object({
        subject: z.string(),
        dueDate: z.string(),
        state: z.string(),
        why: z.object({ rule: z.string(), clause: z.string() }),
      }),
    ),
  }),
});

async function powerListTasks() {
  const answer = await app.editorially(
    {
      query: `{ tasks(division: "310107", kinds: [POWER_LIST_UPDATE], first: 10) { tasks { subject dueDate state why { rule clause } } } }`,
    },
    await app.signIn('putuo-office'),
  );
  return tasks.parse(answer.data).tasks.tasks;
}

test('C05 its list of powers is due ten working days later, once', async () => {
  await letWorkerWork(app);
  const clause: unknown = expect.stringContaining('(十五)');
  expect(await powerListTasks()).toEqual([
    { subject: y, dueDate: '2026-04-16', state: 'OPEN', why: { rule: 'R-D08', clause } },
  ]);
});

test('C05 a body split by function is carried on for each function, one without an heir by its government', async () => {
  const [government, finance] = [bodyId('310107-government'), bodyId('310107-finance')];
  const [culture, effectiveOn] = [bodyId('310107-culture-tourism'), '2026-06-01'];
  const split = (...functions: readonly string[]) => ({
    mutation: 'mergeBodies',
    input: {
      predecessorId: y,
      successors: [
        { bodyId: government, functions: ['GENERAL_OFFICE'] },
        { bodyId: finance, functions },
      ],
      effectiveOn,
    },
  });
  expect(rulesOf(await act(app, 'putuo-office', split())), 'what it carries on has to go somewhere').toEqual(['R-P06']);
  const own = await publishGuide(app, { place: generalOffice, title: '本职', item: 'ZH-12' });
  const carried = await publishGuide(app, { place: generalOffice, title: '承继', item: 'GG-03-02' });
  await achieve(app, 'putuo-office', { ...split('CIVIL_AFFAIRS'), shape: z.object({}) });
  const abolition = { mutation: 'abolishBody', input: { bodyId: culture, effectiveOn } };
  await achieve(app, 'putuo-office', { ...abolition, shape: z.object({}) });
  expect(await act(app, 'putuo-office', abolition)).toMatchObject({ told: [{ code: 'NOT_ALLOWED_HERE' }] });

  const answering = () =>
    ask(app, {
      query: `query ($own: ID!, $carried: ID!) { own: disclosure(id: $own) { ...r } carried: disclosure(id: $carried) { ...r }
        civil: catalogueItem(division: "310107", code: "GG-03-02") { ...i } culture: catalogueItem(division: "310107", code: "WH-03-01") { ...i } }
        fragment r on Disclosure { responsibleBody { id } } fragment i on CatalogueItem { responsibility { body { id } explanation { rule } } }`,
      variables: { own: own.id, carried: carried.id },
      shape: z.object({}).loose(),
    });
  const item = (id: string, rule: string) => ({ responsibility: { body: { id }, explanation: { rule } } });
  const record = (id: string) => ({ responsibleBody: { id } });
  const rest = { own: record(y), carried: record(y), civil: item(y, 'R-P06'), culture: item(culture, 'R-P01') };
  expect(await answering()).toEqual(rest);
  app.clock.set('2026-06-01T08:00:00+08:00');
  await letWorkerWork(app);
  expect(await answering()).toEqual({
    own: record(government),
    carried: record(finance),
    civil: item(finance, 'R-P06'),
    culture: item(government, 'R-P01'),
  });
  const asked = await powerListTasks();
  expect(asked.map(({ subject, dueDate, state }) => `${subject} ${dueDate} ${state}`).toSorted()).toEqual(
    // What Y had not done passes to whoever carries on what it had taken over, with its day.
    [`${finance} 2026-04-16 OPEN`, `${government} 2026-06-15 OPEN`, `${y} 2026-04-16 CANCELLED`].toSorted(),
  );
});
