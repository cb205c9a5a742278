import { expect, test } from 'vitest';
import { z } from 'zod';
import { byEdition } from '../support/by-edition.js';
import { achieve, act, rulesOf } from '../support/flow-act.js';
import { refusedTo } from '../support/flow-refused.js';
import { publicItem, standingItem, wholeCatalogue } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const [city, putuo, caoyang, huangpu] = ['310000', '310107', '310107005', '310101'];
const office = { token: await app.signIn('putuo-office'), divisionCode: putuo };
const templateCode = 'ELDERLY_CARE';

const drift = z.object({
  templateDrift: z.object({
    template: z.object({ version: z.number() }),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        state: z.string(),
        itemCode: z.string().nullable(),
        takenVersion: z.number().nullable(),
        pendingVersion: z.number().nullable(),
        differences: z.array(
          z.object({
            field: z.string(),
            label: z.string(),
            taken: z.string(),
            newest: z.string(),
            current: z.string().nullable(),
            departed: z.boolean(),
          }),
        ),
      }),
    ),
  }),
});
type Drift = z.infer<typeof drift>['templateDrift']['rows'][number];

async function driftOf(division: string): Promise<ReadonlyMap<string, Drift>> {
  const query = `query ($division: ID!, $template: ID!) { templateDrift(division: $division, template: $template) {
    template { version } rows { key name state itemCode takenVersion pendingVersion
      differences { field label taken newest current departed } } } }`;
  const variables = { division, template: templateCode };
  const answer = await app.editorially({ query, variables }, office.token);
  return new Map(drift.parse(answer.data).templateDrift.rows.map((row) => [row.key, row]));
}

const taken = z.object({
  taken: z.object({
    version: z.number(),
    held: z.array(z.string()),
    rows: z.array(
      z.object({
        key: z.string(),
        itemCode: z.string(),
        version: z.number(),
        added: z.boolean(),
        changed: z.array(z.string()),
      }),
    ),
  }),
});
const takenRow = z.object({
  row: z.object({ itemCode: z.string(), version: z.number(), changed: z.array(z.string()), left: z.array(z.string()) }),
});

function accept(key: string, editionId: string | null) {
  return achieve(app, 'putuo-office', {
    mutation: 'acceptTemplateRow',
    input: { divisionCode: putuo, templateCode, key, editionId },
    fields: 'row { itemCode version changed left }',
    shape: takenRow,
  });
}

/** As the city would send a row of the newest version again. */
const homeAdaptation = {
  key: 'home-adaptation',
  parentCode: 'YL-02',
  identifier: 'HOME_ADAPTATION_GUIDE',
  columns: {
    name: '居家适老化改造申请指南',
    elements: [
      { id: 'adaptTarget', name: '改造对象', type: 'TEXT', required: true },
      { id: 'adaptItems', name: '改造项目、内容与参考价', type: 'TABLE', required: true },
      { id: 'consultContact', name: '咨询电话', type: 'CONTACT', required: true },
    ],
    bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
    deadline: { kind: 'COMMITTED', trigger: 'CHANGED', amount: 5, unit: 'WORKING_DAY' },
    responsibility: { function: 'CIVIL_AFFAIRS' },
    channels: ['GOVERNMENT_WEBSITE', 'SERVICE_CENTRE'],
    audience: { specific: null },
    levels: ['DISTRICT', 'STREET'],
  },
};
const tips = {
  ...homeAdaptation,
  key: 'safety-tips',
  identifier: 'SAFETY_TIPS',
  columns: { ...homeAdaptation.columns, name: '居家养老安全提示' },
};
const policies = {
  ...homeAdaptation,
  key: 'YL-01-01',
  itemCode: 'YL-01-01',
  parentCode: 'YL-01',
  identifier: 'ELDERLY_CARE_POLICY_LIST',
  columns: {
    ...homeAdaptation.columns,
    name: '养老服务政策目录',
    elements: [{ id: 'policyScope', name: '适用范围', type: 'TEXT', required: false }],
    levels: ['CITY', 'DISTRICT', 'STREET'],
  },
};

test('A12 a district takes version 2 over: what it inherits is held by reference, the rest arrives as items of its own', async () => {
  const before = await wholeCatalogue(app, huangpu);
  const input = { divisionCode: putuo, templateCode };
  expect(rulesOf(await refusedTo(app, 'putuo-office', { mutation: 'instantiateTemplate', input }))).toEqual(['R-I13']);

  const { proposed } = await byEdition(app, office, async (editionId) => {
    const result = await achieve(app, 'putuo-office', {
      mutation: 'instantiateTemplate',
      input: { ...input, templateVersion: 2, editionId },
      fields: 'taken { version held rows { key itemCode version added changed } }',
      shape: taken,
    });
    expect((await driftOf(putuo)).get('respite-care')).toMatchObject({
      state: 'NEW',
      takenVersion: null,
      pendingVersion: 2,
    });
    return result.taken;
  });
  expect(proposed).toMatchObject({ version: 2, held: [] });
  expect(proposed.rows.length).toBe(15);
  expect(proposed.rows.filter((row) => row.added)).toEqual(
    ['home-adaptation', 'carer-training', 'respite-care'].map((key, index) => {
      const itemCode = `YL-02-L310107-0${index + 1}`;
      return { key, itemCode, version: 2, added: true, changed: [] };
    }),
  );
  expect(
    proposed.rows.filter((row) => !row.added).map(({ key, itemCode, changed }) => [key === itemCode, changed]),
  ).toEqual(Array.from({ length: 12 }, () => [true, []]));

  const item = await standingItem(app, caoyang, 'YL-02-L310107-01');
  expect([item.name, item.elements.length, item.deadline?.amount]).toEqual(['居家适老化改造申请指南', 7, 15]);
  expect(await publicItem(app, huangpu, 'YL-02-L310107-01')).toBeNull();
  expect(await wholeCatalogue(app, huangpu)).toEqual(before);
  const rows = [...(await driftOf(putuo)).values()];
  expect(new Set(rows.map(({ state, takenVersion }) => `${state} ${takenVersion}`))).toEqual(new Set(['CURRENT 2']));
});

test('A12 what the district changes of a row that it took over is reported, column by column', async () => {
  await byEdition(app, office, async (editionId) => {
    const deadline = { kind: 'COMMITTED', trigger: 'CHANGED', amount: 10, unit: 'WORKING_DAY' };
    const input = { divisionCode: putuo, itemCode: 'YL-02-L310107-01', editionId, value: { deadline } };
    await achieve(app, 'putuo-office', { mutation: 'overrideField', input, shape: z.object({}) });
    const value = { name: '区级照护者培训' };
    const renamed = { divisionCode: putuo, itemCode: 'YL-02-L310107-02', editionId, value };
    await achieve(app, 'putuo-office', { mutation: 'overrideField', input: renamed, shape: z.object({}) });
    // What nobody asked for is no departure: a further channel of an inherited item.
    const more = { divisionCode: putuo, itemCode: 'YL-01-01', editionId, value: { channels: ['PRINT_MEDIA'] } };
    await achieve(app, 'putuo-office', { mutation: 'appendToField', input: more, shape: z.object({}) });
  });
  const rows = await driftOf(putuo);
  const departed = [...rows.values()].filter((row) => row.state !== 'CURRENT');
  expect(departed.map(({ key, state }) => `${key} ${state}`)).toEqual([
    'home-adaptation DEPARTED',
    'carer-training DEPARTED',
  ]);
  const said = '自信息变更之日起15个工作日内(承诺时限)';
  expect(rows.get('home-adaptation')?.differences).toEqual([
    {
      field: 'deadline',
      label: '公开时限',
      taken: said,
      newest: said,
      current: '自信息变更之日起10个工作日内(承诺时限)',
      departed: true,
    },
  ]);
  expect(rows.get('carer-training')?.differences.map(({ field, current }) => [field, current])).toEqual([
    ['name', '区级照护者培训'],
  ]);
});

test('A12 when version 3 is issued the district sees which rows differ, column by column', async () => {
  const input = {
    divisionCode: city,
    code: templateCode,
    name: '养老服务领域公开事项模板',
    pilotField: 'ELDERLY_CARE',
    expectedVersion: 2,
  };
  const { template } = await achieve(app, 'city-office', {
    mutation: 'issueTemplate',
    input: { ...input, note: '第三版', rows: [policies, homeAdaptation, tips] },
    fields: 'template { version }',
    shape: z.object({ template: z.object({ version: z.number() }) }),
  });
  expect(template.version).toBe(3);
  const late = await act(app, 'city-office', { mutation: 'issueTemplate', input: { ...input, rows: [tips] } });
  expect(late.code).toBe('CONFLICT');

  const rows = await driftOf(putuo);
  const states = Map.groupBy(rows.values(), (row) => row.state);
  expect(states.get('CHANGED')?.map((row) => row.key)).toEqual(['YL-01-01', 'home-adaptation']);
  expect(states.get('NEW')?.map((row) => row.key)).toEqual(['safety-tips']);
  expect(
    states
      .get('DROPPED')
      ?.map((row) => row.key)
      .toSorted(),
  ).toContain('carer-training');
  expect(states.get('DROPPED')?.length).toBe(13);
  const differences = rows.get('home-adaptation')?.differences ?? [];
  expect(differences.map(({ field }) => field)).toEqual(['elements', 'bases', 'deadline', 'channels']);
  expect(differences[2]).toEqual({
    field: 'deadline',
    label: '公开时限',
    taken: '自信息变更之日起15个工作日内(承诺时限)',
    newest: '自信息变更之日起5个工作日内(承诺时限)',
    current: '自信息变更之日起10个工作日内(承诺时限)',
    departed: true,
  });
  expect(differences.filter((one) => one.departed).map(({ field }) => field)).toEqual(['deadline']);
});

test('A12 it accepts row by row; what it did not accept stays as it was taken over', async () => {
  const own = 'YL-02-L310107-01';
  await byEdition(app, office, async (editionId) => {
    // What the district has added itself stays, whatever the template says.
    const value = { elements: [{ id: 'districtHelp', name: '区级咨询点', type: 'TEXT', required: false }] };
    const input = { divisionCode: putuo, itemCode: own, editionId, value };
    await achieve(app, 'putuo-office', { mutation: 'appendToField', input, shape: z.object({}) });
    expect((await accept('home-adaptation', editionId)).row).toEqual({
      itemCode: own,
      version: 3,
      changed: ['elements', 'bases', 'deadline', 'channels'],
      left: [],
    });
    expect((await accept('carer-training', editionId)).row).toMatchObject({ changed: ['applicability'] });
    // Of an inherited item the lists grow; a deadline that counts from something else is the city's to set.
    expect((await accept('YL-01-01', editionId)).row).toEqual({
      itemCode: 'YL-01-01',
      version: 3,
      changed: ['elements', 'bases', 'channels'],
      left: ['deadline'],
    });
  });

  const item = await standingItem(app, putuo, own);
  expect(item.elements.map(({ id }) => id)).toEqual(['adaptTarget', 'adaptItems', 'consultContact', 'districtHelp']);
  expect(item.elements[1]?.name).toBe('改造项目、内容与参考价');
  expect([item.deadline?.amount, item.bases.length]).toEqual([5, 1]);
  expect((await publicItem(app, putuo, 'YL-02-L310107-02'))?.applicability).toBe('RETIRED');
  const policy = await standingItem(app, putuo, 'YL-01-01');
  expect(policy.elements.at(-1)).toMatchObject({
    id: 'policyScope',
    origin: { division: { code: putuo }, state: 'APPEND' },
  });
  expect((await standingItem(app, huangpu, 'YL-01-01')).elements.map(({ id }) => id)).not.toContain('policyScope');

  const rows = await driftOf(putuo);
  expect(rows.get('home-adaptation')).toMatchObject({ state: 'CURRENT', differences: [] });
  // What the district could not take over is told as long as it stands.
  expect(rows.get('YL-01-01')).toMatchObject({
    state: 'DEPARTED',
    takenVersion: 3,
    differences: [{ field: 'deadline', departed: true }],
  });
  expect(rows.get('respite-care')).toMatchObject({ state: 'DROPPED', takenVersion: 2 });
  expect(rows.get('safety-tips')).toMatchObject({ state: 'NEW', takenVersion: null });
  expect(rows.has('carer-training')).toBe(false);
  const again = { divisionCode: putuo, templateCode, key: 'home-adaptation' };
  expect((await refusedTo(app, 'putuo-office', { mutation: 'acceptTemplateRow', input: again })).told).toMatchObject([
    { code: 'DUPLICATE', path: ['templateVersion'], rule: 'CAT-20' },
  ]);
});

test('A12 what version 3 had added to an inherited item goes when version 4 does not say it, by edition too', async () => {
  const elements = [{ id: 'policyReach', name: '惠及范围', type: 'TEXT', required: false }];
  const changed = { ...policies, columns: { ...policies.columns, elements, channels: ['GOVERNMENT_WEBSITE'] } };
  const head = { divisionCode: city, code: templateCode, name: '养老服务领域公开事项模板', pilotField: 'ELDERLY_CARE' };
  await achieve(app, 'city-office', {
    mutation: 'issueTemplate',
    input: { ...head, rows: [changed, homeAdaptation, tips] },
    shape: z.object({}),
  });
  await byEdition(app, office, async (editionId) => {
    expect((await accept('YL-01-01', editionId)).row).toMatchObject({ version: 4, left: ['deadline'] });
  });
  const ids = (await standingItem(app, putuo, 'YL-01-01')).elements.map(({ id }) => id);
  expect(ids).not.toContain('policyScope');
  expect(ids.at(-1)).toBe('policyReach');
  const ticked = (await standingItem(app, putuo, 'YL-01-01')).channels.filter((one) => one.ticked);
  // The district's own tick stays, that of the older version goes, what the city ticks is the city's.
  const upper = (await standingItem(app, huangpu, 'YL-01-01')).channels.filter((one) => one.ticked);
  expect(ticked.map(({ channel }) => channel).toSorted()).toEqual(
    [...new Set([...upper.map(({ channel }) => channel), 'PRINT_MEDIA'])].toSorted(),
  );
});
