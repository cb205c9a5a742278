import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { leafInput } from '../support/catalogue-inputs.js';
import { achieve, act } from '../support/flow-act.js';
import { bodyId } from '../support/flow-draft.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
let city: CatalogueDesk;

const finding = z.object({
  kind: z.string(),
  rule: z.string(),
  severity: z.string(),
  itemCodes: z.array(z.string()),
  bodyId: z.string().nullable(),
  element: z.string().nullable(),
  function: z.string().nullable(),
  message: z.string(),
});
type Finding = z.infer<typeof finding>;

const question = `query ($division: ID!) { catalogueAudit(division: $division) {
  kind rule severity itemCodes bodyId element function message } }`;

async function audit(login: string, division = '310000'): Promise<readonly Finding[]> {
  const answer = await app.editorially({ query: question, variables: { division } }, await app.signIn(login));
  return z.object({ catalogueAudit: z.array(finding) }).parse(answer.data).catalogueAudit;
}

const element = (id: string, name: string) => ({ id, name, type: 'TABLE', required: true });
const ledger = element('cultureLedger', '活动台账');
const keyWork = (code: string, name: string) =>
  leafInput(code, {
    name,
    elements: [ledger],
    responsibility: { function: 'CULTURE_TOURISM' },
  });

beforeAll(async () => {
  city = await CatalogueDesk.of(app, 'city-office');
});

test('A10 an element that two leaves of one body bind is listed with both; after splitting the audit is clean', async () => {
  const before = await audit('city-supervisor');
  const ofLeaves = async () =>
    (await audit('city-supervisor')).filter(({ itemCodes }) => itemCodes.some((code) => /^WH-01-9[12]$/.test(code)));
  await city.does('addItem', keyWork('WH-01-91', '场馆活动台账'));
  expect(await audit('city-supervisor')).toEqual(before);
  await city.does('addItem', keyWork('WH-01-92', '街头活动台账'));
  const overlap: Finding = {
    kind: 'OVERLAP',
    rule: 'CAT-07',
    severity: 'SOFT',
    itemCodes: ['WH-01-91', 'WH-01-92'],
    bodyId: bodyId('310000-culture-tourism'),
    element: 'cultureLedger',
    function: null,
    message:
      '上海市文化和旅游局的公开要素“活动台账”(cultureLedger)重复出现在“场馆活动台账”、“街头活动台账”，请拆分或归并。',
  };
  expect(new Set(await audit('city-supervisor'))).toEqual(new Set([...before, overlap]));
  const split = {
    divisionCode: '310000',
    itemCode: 'WH-01-92',
    value: { elements: [element('streetLedger', '街头台账')] },
  };
  expect(await ofLeaves()).toEqual([overlap]);
  await city.does('overrideField', split);
  expect(await ofLeaves()).toEqual([]);
  expect(await audit('city-supervisor')).toEqual(before);
});

test('A10 a function without a leaf is a gap until somebody exempts it in writing', async () => {
  const gaps = async () => (await audit('city-office')).flatMap(({ kind, function: fn }) => (kind === 'GAP' ? fn : []));
  expect(await gaps()).toEqual(['DATA', 'EXAMINATION_SERVICE']);
  await achieve(app, 'city-office', {
    mutation: 'exemptFunction',
    input: {
      divisionCode: '310000',
      function: 'DATA',
      reason: '数据开放由开放平台公开',
      document: '沪数发〔2026〕5号',
    },
    shape: z.object({}),
  });
  expect(await gaps()).toEqual(['EXAMINATION_SERVICE']);
});

test('A10 a street whose leave to use the portal ran out has a dead channel; its neighbour has none', async () => {
  const dead = async (division: string) =>
    (await audit('operator', division))
      .filter(({ kind }) => kind === 'DEAD_CHANNEL')
      .map(({ rule, bodyId: id }) => [rule, id]);
  expect(await dead('310112114')).toEqual([['R-H03', bodyId('310112114-town-government')]]);
  expect(await dead('310107005')).toEqual([]);
});

test('A10 the audit is for those who keep or watch the catalogue of the division', async () => {
  const denied = async (login: string) => {
    const asked = { query: question, variables: { division: '310107' } };
    return (await app.editorially(asked, await app.signIn(login))).errors?.[0]?.extensions.code;
  };
  expect(await denied('caoyang-office')).toBe('FORBIDDEN');
  expect(await denied('huangpu-editor')).toBe('FORBIDDEN');
  expect(await denied('putuo-supervisor')).toBeUndefined();
  expect(
    (await app.editorially({ query: question, variables: { division: '310107' } })).errors?.[0]?.extensions.code,
  ).toBe('UNAUTHENTICATED');
  expect(
    (
      await act(app, 'putuo-supervisor', {
        mutation: 'exemptFunction',
        input: { divisionCode: '310107', function: 'DATA', reason: '无' },
      })
    ).code,
  ).toBe('FORBIDDEN');
});

test('A10 what the city exempted holds below; of the reviews those of the streets alone are overdue', async () => {
  const found = async (division: string) =>
    (await audit('operator', division)).flatMap(({ kind, function: fn }) =>
      kind === 'OVERLAP' ? [] : `${kind} ${fn ?? ''}`,
    );
  expect(await found('310107')).toEqual([]);
  expect(await found('310107005')).toEqual(['REVIEW_DUE ']);
});
