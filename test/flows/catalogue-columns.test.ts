import { beforeAll, expect, it } from 'vitest';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { fullColumns, leafInput, workingDays } from '../support/catalogue-inputs.js';
import { originsOf, publicItem, standingItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
let city: CatalogueDesk;
let putuo: CatalogueDesk;

beforeAll(async () => {
  city = await CatalogueDesk.of(app, 'city-office');
  putuo = await CatalogueDesk.of(app, 'putuo-office');
});

const columns = [
  { column: 'name', label: '事项名称' },
  { column: 'elements', label: '公开要素' },
  { column: 'bases', label: '公开依据' },
  { column: 'deadline', label: '公开时限' },
  { column: 'responsibility', label: '公开主体' },
  { column: 'channels', label: '公开渠道和载体' },
  { column: 'audience', label: '公开对象' },
  { column: 'levels', label: '公开层级' },
];

it.each(columns)(
  'A01: a new leaf without $label is refused, and only that column is named',
  async ({ column, label }) => {
    const input = leafInput('YL-01-90', { [column]: undefined });
    const text = `缺少“${label}”栏，事项不能提交。`;
    expect(await city.isRefused('addItem', input)).toEqual([
      {
        code: 'REQUIRED',
        path: ['columns', column],
        message: text,
        rule: 'CAT-01',
        explanation: expect.objectContaining({ rule: 'CAT-01', pack: 'SHANGHAI', text }),
      },
    ]);
    expect(await publicItem(app, '310000', 'YL-01-90')).toBeNull();
  },
);

it('A01: two missing columns are both named, and with the legal basis added the leaf is accepted and seen everywhere', async () => {
  const lacking = await city.isRefused('addItem', leafInput('YL-01-90', { bases: undefined, audience: undefined }));
  expect(lacking.map(({ rule, path }) => [rule, path])).toEqual([
    ['CAT-01', ['columns', 'bases']],
    ['CAT-01', ['columns', 'audience']],
  ]);
  const { codes } = await city.does('addItem', leafInput('YL-01-90'));
  expect(codes).toEqual(['YL-01-90']);
  for (const division of ['310000', '310107', '310107005']) {
    const item = await standingItem(app, division, 'YL-01-90');
    expect(item).toMatchObject({ name: '老年大学名录', tier: 2, isLeaf: true, method: 'PROACTIVE' });
    expect(item.bases.map(({ title, docNo, clause }) => ({ title, docNo, clause }))).toEqual(fullColumns.bases);
    expect(originsOf(item, 'bases')).toEqual({ locked: false, said: ['310000 CITY DEFINED'] });
  }
});

it('A01: an empty list is as missing as none', async () => {
  const refusals = await city.isRefused('addItem', leafInput('YL-01-91', { bases: [] }));
  expect(refusals.map(({ code, rule, path }) => [code, rule, path])).toEqual([
    ['REQUIRED', 'CAT-01', ['columns', 'bases']],
  ]);
});

it('A04: 政府网站 cannot be unticked where the item is defined, nor by a lower level, nor left out of a new item', async () => {
  const leaf = 'ZH-02-01';
  const before = await standingItem(app, '310107', leaf);
  const value = { channels: ['WEIBO_WECHAT_CLIENT'] };
  const text = '主动公开的事项必须在政府网站公开，不得取消“政府网站”。';
  const website = {
    code: 'RULE_VIOLATION',
    path: ['value', 'channels'],
    message: text,
    rule: 'R-H01',
    explanation: expect.objectContaining({ rule: 'R-H01', text }),
  };
  expect(await city.isRefused('overrideField', { divisionCode: '310000', itemCode: leaf, value })).toEqual([website]);
  const lower = await putuo.isRefused('overrideField', { divisionCode: '310107', itemCode: leaf, value });
  expect(lower).toHaveLength(2);
  expect(lower[0]).toEqual(website);
  expect(lower[1]?.rule).toBe('R-I07');
  const created = await city.isRefused('addItem', leafInput('YL-01-91', { channels: ['SERVICE_CENTRE'] }));
  expect(created.map(({ rule, path }) => [rule, path])).toEqual([['R-H01', ['columns', 'channels']]]);
  expect(await standingItem(app, '310107', leaf)).toEqual(before);
});

it('A07: a commitment longer than the statutory term is refused; a shorter one counts, and says that it is one', async () => {
  const leaf = { divisionCode: '310000', itemCode: 'SJ-01-01' };
  const before = await standingItem(app, '310000', 'SJ-01-01');
  expect(before.deadline).toMatchObject({ kind: 'STATUTORY', amount: 20, unit: 'WORKING_DAY', trigger: 'FORMED' });
  const committed = (amount: number) => ({ ...leaf, value: { deadline: workingDays(amount, 'COMMITTED', 'FORMED') } });
  const [refusal, ...more] = await city.isRefused('overrideField', committed(25));
  expect(more).toEqual([]);
  expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', path: ['value', 'deadline'], rule: 'R-D02' });
  expect(refusal?.explanation?.inputs).toEqual([
    { name: '公开时限', value: '自信息形成之日起25个工作日内(承诺时限)' },
    { name: '法定时限', value: '自信息形成或者变更之日起20个工作日内' },
  ]);
  expect(await standingItem(app, '310000', 'SJ-01-01')).toEqual(before);

  const { sequence } = await city.does('overrideField', committed(12));
  for (const division of ['310000', '310107', '310107005']) {
    const { deadline } = await standingItem(app, division, 'SJ-01-01');
    expect(deadline).toMatchObject({
      kind: 'COMMITTED',
      amount: 12,
      unit: 'WORKING_DAY',
      trigger: 'FORMED',
      text: '自信息形成之日起12个工作日内(承诺时限)',
      others: [],
      origin: { division: { code: '310000' }, level: 'CITY', state: 'DEFINED', since: sequence },
    });
  }
  await city.does('overrideField', committed(20));
  expect((await standingItem(app, '310107', 'SJ-01-01')).deadline).toMatchObject({ kind: 'COMMITTED', amount: 20 });
});

it('A08: a term by other law needs its citation, and then rules even where it is longer than the general one', async () => {
  const leaf = { divisionCode: '310000', itemCode: 'SJ-01-01' };
  const term = workingDays(40, 'OTHER_LAW', 'FORMED');
  const before = await standingItem(app, '310107', 'SJ-01-01');
  const refusals = await city.isRefused('overrideField', { ...leaf, value: { deadline: term } });
  const text = '按法律、法规另行规定的期限须注明依据(全称、文号和条款)。';
  expect(refusals).toEqual([
    {
      code: 'REQUIRED',
      path: ['value', 'deadline', 'citation'],
      message: text,
      rule: 'R-D03',
      explanation: expect.objectContaining({
        rule: 'R-D03',
        inputs: [{ name: '公开时限', value: '自信息形成之日起40个工作日内' }],
      }),
    },
  ]);
  expect(await standingItem(app, '310107', 'SJ-01-01')).toEqual(before);

  const citation = { title: '示例市社会救助条例', docNo: '示例市人大公告第8号', clause: '第十二条' };
  await city.does('overrideField', { ...leaf, value: { deadline: { ...term, citation } } });
  for (const division of ['310000', '310107', '310107005']) {
    expect((await standingItem(app, division, 'SJ-01-01')).deadline).toMatchObject({
      kind: 'OTHER_LAW',
      amount: 40,
      citation: '《示例市社会救助条例》(示例市人大公告第8号)第十二条',
      text: '自信息形成之日起40个工作日内(依据《示例市社会救助条例》(示例市人大公告第8号)第十二条)',
      others: [],
    });
  }
});
