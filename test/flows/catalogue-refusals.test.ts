import { beforeAll, describe, expect, it } from 'vitest';
import { stableId } from '../../seeds/stable-id.js';
import { CatalogueDesk, type CatalogueVerb, type Refusal } from '../support/catalogue-desk.js';
import { fullColumns, leafInput, localBasis, workingDays } from '../support/catalogue-inputs.js';
import { headOf, publicItem, standingItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const leaf = 'YL-02-03';
const atCity = { divisionCode: '310000', itemCode: leaf };
const statutory = '自信息形成或者变更之日起20个工作日内';
const atPutuo = { divisionCode: '310107', itemCode: 'WH-01-01' };
const atCaoyang = { divisionCode: '310107005', itemCode: 'WH-01-01' };
const statute = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' };

let city: CatalogueDesk;
let putuo: CatalogueDesk;
let caoyang: CatalogueDesk;

beforeAll(async () => {
  city = await CatalogueDesk.of(app, 'city-office');
  putuo = await CatalogueDesk.of(app, 'putuo-office');
  caoyang = await CatalogueDesk.of(app, 'caoyang-office');
});

/** What a refusal says, short: its code, rule, place, and the values that it names. */
function inShort({ code, rule, path, explanation }: Refusal): object {
  return { code, rule, path, because: explanation?.inputs.map(({ name, value }) => `${name}=${value}`) };
}

interface Forbidden {
  readonly title: string;
  readonly value: object;
  readonly rule: string;
  readonly field: string;
  readonly because: readonly string[];
}

const channels = '公开渠道和载体(上海市)=政府网站、两微一端、村居/企事业单位公示栏(电子屏)';
const elements = '公开要素(上海市)=场馆名称(必备)、场馆类型(必备)、场馆地址(必备)、联系电话(必备)';

const inheritedBody = 'CULTURE_TOURISM';
const existing = '现有公开要素=场馆名称(必备)、场馆类型(必备)、场馆地址(必备)、联系电话(必备)';
const bases =
  '公开依据(上海市)=《政务公开管理规范》(DB31/T 1297—2021)5.3.2；《关于全面推进政务公开工作的实施意见》(沪委办发〔2017〕14号)(十七)；《示例市公共文化场馆服务规则》(示例文旅规〔2025〕4号)第三条；《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条';

const forbiddenBelow: readonly Forbidden[] = [
  {
    title: 'another name',
    value: { name: '别的名称' },
    rule: 'R-I01',
    field: 'name',
    because: ['事项名称(上海市)=公共文化场馆名录'],
  },
  {
    title: 'other levels',
    value: { levels: ['DISTRICT'] },
    rule: 'R-I01',
    field: 'levels',
    because: ['公开层级(上海市)=市级、区级、街镇级'],
  },
  { title: 'fewer elements', value: { elements: [] }, rule: 'R-I03', field: 'elements', because: [elements] },
  { title: 'another basis', value: { bases: [localBasis] }, rule: 'R-I04', field: 'bases', because: [bases] },
  {
    title: 'a longer term',
    value: { deadline: workingDays(21, 'STATUTORY') },
    rule: 'R-I05',
    field: 'deadline',
    because: [`本级时限=自信息变更之日起21个工作日内(承诺时限)`, `上级时限(上海市)=${statutory}`],
  },
  {
    title: 'a term that starts by another event',
    value: { deadline: workingDays(5, 'COMMITTED', 'ISSUED') },
    rule: 'R-I05',
    field: 'deadline',
    because: [`公开时限(上海市)=${statutory}`, '公开时限=自文件印发之日起5个工作日内(承诺时限)'],
  },
  {
    title: 'fewer channels',
    value: { channels: ['GOVERNMENT_WEBSITE'] },
    rule: 'R-I07',
    field: 'channels',
    because: [channels],
  },
  {
    title: 'a narrower audience',
    value: { audience: { specific: '本区户籍老人' } },
    rule: 'R-I08',
    field: 'audience',
    because: ['公开对象(上海市)=全社会'],
  },
];

describe('a lower level is refused, with the rule and the inherited value named', () => {
  it.each(forbiddenBelow)('$rule: $title', async ({ value, rule, field, because }) => {
    for (const [desk, subject] of [
      [putuo, atPutuo],
      [caoyang, atCaoyang],
    ] as const) {
      const refusals = await desk.isRefused('overrideField', { ...subject, value });
      expect(refusals.map(inShort)).toEqual([{ code: 'RULE_VIOLATION', rule, path: ['value', field], because }]);
      expect(refusals[0]?.explanation).toMatchObject({ rule, text: refusals[0]?.message });
    }
  });
});

interface Broken {
  readonly title: string;
  readonly verb: CatalogueVerb;
  readonly input: object;
  readonly expected: readonly object[];
}

const short = { title: '条例', docNo: null, clause: null };
const citation = '《中华人民共和国政府信息公开条例》(国务院令第711号)第×条';
const website = { code: 'RULE_VIOLATION', rule: 'R-H01', because: [] };
const overriding = (value: object) => ({ verb: 'overrideField' as const, input: { ...atCity, value } });

const brokenColumns: readonly Broken[] = [
  {
    title: 'R-D02: a commitment longer than the statute',
    ...overriding({ deadline: workingDays(25) }),
    expected: [
      {
        code: 'RULE_VIOLATION',
        rule: 'R-D02',
        path: ['value', 'deadline'],
        because: ['公开时限=自信息变更之日起25个工作日内(承诺时限)', `法定时限=${statutory}`],
      },
    ],
  },
  {
    title: 'R-D03: a term by other law without citation',
    ...overriding({ deadline: workingDays(40, 'OTHER_LAW') }),
    expected: [
      {
        code: 'REQUIRED',
        rule: 'R-D03',
        path: ['value', 'deadline', 'citation'],
        because: ['公开时限=自信息变更之日起40个工作日内'],
      },
    ],
  },
  {
    title: 'CAT-01: an emptied column',
    ...overriding({ deadline: null }),
    expected: [{ code: 'REQUIRED', rule: 'CAT-01', path: ['value', 'deadline'], because: [] }],
  },
  {
    title: 'CAT-09: a short title as an added basis',
    verb: 'appendToField',
    input: { ...atPutuo, value: { bases: [localBasis, short] } },
    expected: [
      {
        code: 'RULE_VIOLATION',
        rule: 'CAT-09',
        path: ['value', 'bases', '1', 'title'],
        because: ['名称=条例', '文号=', '条款='],
      },
    ],
  },
  {
    title: 'CAT-09: a full title without its number',
    ...overriding({ bases: [{ ...statute, docNo: null }] }),
    expected: [
      {
        code: 'REQUIRED',
        rule: 'CAT-09',
        path: ['value', 'bases', '0', 'docNo'],
        because: ['名称=中华人民共和国政府信息公开条例', '文号=', '条款=第二十条'],
      },
    ],
  },
  {
    title: 'R-H01: the website unticked by the city',
    ...overriding({ channels: ['SERVICE_CENTRE'] }),
    expected: [{ ...website, path: ['value', 'channels'] }],
  },
  {
    title: 'R-H01 and R-I07: the website unticked by a district',
    verb: 'overrideField',
    input: { ...atPutuo, value: { channels: [] } },
    expected: [
      { ...website, path: ['value', 'channels'] },
      { code: 'RULE_VIOLATION', rule: 'R-I07', path: ['value', 'channels'], because: [channels] },
    ],
  },
  {
    title: 'R-I03: an element under an id that the city uses',
    verb: 'appendToField',
    input: { ...atPutuo, value: { elements: [{ id: 'venueName', name: '馆名', type: 'TEXT', required: false }] } },
    expected: [{ code: 'DUPLICATE', rule: 'R-I03', path: ['value', 'elements', '0', 'id'], because: [existing] }],
  },
  {
    title: 'R-I04: a basis of the city again, with brackets around its title',
    verb: 'appendToField',
    input: {
      ...atPutuo,
      value: { bases: [{ title: '《政务公开管理规范》', docNo: 'DB31/T 1297—2021', clause: '5.3.2' }] },
    },
    expected: [
      {
        code: 'DUPLICATE',
        rule: 'R-I04',
        path: ['value', 'bases', '0'],
        because: [bases.replace('公开依据(上海市)', '现有公开依据')],
      },
    ],
  },
  {
    title: 'CAT-03: a lock on a column that a group of items does not have',
    verb: 'lockField',
    input: { divisionCode: '310000', itemCode: 'WH-01', field: 'elements' },
    expected: [{ code: 'NOT_ALLOWED_HERE', rule: 'CAT-03', path: ['field'], because: ['分类项=WH-01'] }],
  },
  {
    title: 'R-I06: a function that nobody carries',
    verb: 'overrideField',
    input: { ...atPutuo, value: { responsibility: { function: 'NO_SUCH_FUNCTION' } } },
    expected: [
      {
        code: 'RULE_VIOLATION',
        rule: 'R-I06',
        path: ['value', 'responsibility'],
        because: ['公开主体=NO_SUCH_FUNCTION', `公开主体(上海市)=${inheritedBody}`],
      },
    ],
  },
];

describe('a value that breaks the rule of its column is refused', () => {
  it.each(brokenColumns)('$title', async ({ verb, input, expected }) => {
    const desk = 'divisionCode' in input && input.divisionCode === '310000' ? city : putuo;
    const refusals = await desk.isRefused(verb, input);
    expect(refusals.map(inShort)).toEqual(expected);
    for (const refusal of refusals) expect(refusal.explanation?.text).toBe(refusal.message);
  });

  it('CAT-09: the hint names the full title, its number and the form of a clause', async () => {
    const [refusal] = await city.isRefused('overrideField', { ...atCity, value: { bases: [short] } });
    expect(refusal?.message).toContain(citation);
  });

  it('CAT-01: every missing column of a new leaf is named at once', async () => {
    const refusals = await city.isRefused('addItem', { ...leafInput('YL-01-90'), columns: { name: '只有名称' } });
    expect(refusals.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual([
      'CAT-01 columns.elements',
      'CAT-01 columns.bases',
      'CAT-01 columns.deadline',
      'CAT-01 columns.responsibility',
      'CAT-01 columns.channels',
      'CAT-01 columns.audience',
      'CAT-01 columns.levels',
    ]);
  });
});

it('R-I06: a body of another district, or of the city, is refused by its name', async () => {
  for (const { slug, name } of [
    { slug: '310101-government', name: '黄浦区人民政府' },
    { slug: '310000-government', name: '上海市人民政府' },
  ]) {
    const responsibility = { bodyId: stableId('body', slug) };
    const refusals = await putuo.isRefused('overrideField', { ...atPutuo, value: { responsibility } });
    expect(refusals.map(inShort)).toEqual([
      {
        code: 'RULE_VIOLATION',
        rule: 'R-I06',
        path: ['value', 'responsibility'],
        because: [`公开主体=${name}`, `公开主体(上海市)=${inheritedBody}`],
      },
    ]);
  }
});

describe('R-I10: not applicable', () => {
  const reason = '辖区内没有此类场馆';
  const fault = (path: string, code = 'RULE_VIOLATION') => [
    {
      code,
      rule: 'R-I10',
      path: [path],
      because: ['事项=公共文化场馆名录', '适用性(上海市)=适用', '须经同意的上一级=普陀区'],
    },
  ];

  it('needs a reason', async () => {
    const approverId = await (await CatalogueDesk.of(app, 'putuo-approver')).accountId();
    const refusals = await caoyang.isRefused('suppressItem', { ...atCaoyang, reason: ' ', approverId });
    expect(refusals.map(inShort)).toEqual(fault('reason', 'REQUIRED'));
  });

  it('needs the consent of the level above: not of oneself, not of the city for a street, not of a drafter', async () => {
    const logins = ['caoyang-office', 'city-approver', 'city-office', 'putuo-drafter'];
    for (const login of logins) {
      const approverId = await (await CatalogueDesk.of(app, login)).accountId();
      const refusals = await caoyang.isRefused('suppressItem', { ...atCaoyang, reason, approverId });
      expect(refusals.map(inShort)).toEqual(fault('approverId'));
    }
    const nobody = '00000000-0000-4000-8000-000000000000';
    const refusals = await caoyang.isRefused('suppressItem', { ...atCaoyang, reason, approverId: nobody });
    expect(refusals.map(({ message }) => message)).toEqual(['须经普陀区(上一级)的审核人员或信息公开主管部门同意。']);
    expect((await standingItem(app, '310107005', 'WH-01-01')).applicability).toBe('APPLICABLE');
  });

  it('is not for the level that defines the item, nor for a group of items', async () => {
    const approverId = await (await CatalogueDesk.of(app, 'city-approver')).accountId();
    const own = await city.isRefused('suppressItem', { ...atCity, reason, approverId });
    expect(own.map(({ rule, path }) => [rule, path])).toContainEqual(['R-I10', ['itemCode']]);
    const group = await putuo.isRefused('suppressItem', { ...atPutuo, itemCode: 'WH-01', reason, approverId });
    expect(group.map(({ code, rule, path }) => [code, rule, path])).toEqual([
      ['NOT_ALLOWED_HERE', 'R-I10', ['itemCode']],
    ]);
  });
});

describe('R-I11: own items', () => {
  const local = { divisionCode: '310107', parentCode: 'YL-01', identifier: 'LOCAL_SCHOOLS' };

  it('are no items of the standard catalogue, which only the top level defines', async () => {
    const refusals = await putuo.isRefused('addItem', { ...leafInput('YL-01-90'), divisionCode: '310107' });
    expect(refusals.map(inShort)).toEqual([
      { code: 'NOT_ALLOWED_HERE', rule: 'R-I11', path: ['divisionCode'], because: ['标准目录由其设定=上海市'] },
    ]);
  });

  it('never use a code that was given before, not even a retired one', async () => {
    const retired = leafInput('YL-01-94');
    await city.does('addItem', retired);
    await city.does('retireItem', { divisionCode: '310000', itemCode: 'YL-01-94', reason: '职能调整' });
    for (const code of ['YL-01-94', leaf]) {
      const refusals = await city.isRefused('addItem', leafInput(code));
      expect(refusals.map(({ code: kind, rule, path }) => [kind, rule, path])).toEqual([
        ['DUPLICATE', 'R-I11', ['code']],
      ]);
    }
  });

  it('stand under items of the first two tiers, and are for the own level and below', async () => {
    const columns = { ...fullColumns, levels: ['DISTRICT', 'STREET'] };
    const { codes } = await putuo.does('addLocalItem', { ...local, columns });
    expect(codes).toEqual(['YL-01-L310107-01']);
    expect(await publicItem(app, '310101', 'YL-01-L310107-01')).toBeNull();
    const above = await putuo.isRefused('addLocalItem', { ...local, columns: fullColumns });
    expect(above.map(({ rule, path }) => [rule, path])).toEqual([['R-I11', ['columns', 'levels']]]);
    const own = await city.isRefused('addLocalItem', { ...local, divisionCode: '310000', columns: fullColumns });
    expect(own.map(inShort)).toEqual([
      { code: 'NOT_ALLOWED_HERE', rule: 'R-I11', path: ['parentCode'], because: ['上级事项=YL-01'] },
    ]);
  });
});

describe('what a lower level may not end', () => {
  it('R-I02: an inherited item; CAT-04: an item of the standard, at any level', async () => {
    const reason = '不再需要';
    const lower = await putuo.isRefused('retireItem', { ...atPutuo, reason });
    expect(lower.map(inShort)).toEqual([
      {
        code: 'NOT_ALLOWED_HERE',
        rule: 'R-I02',
        path: ['itemCode'],
        because: ['事项(上海市)=公共文化场馆名录'],
      },
    ]);
    const builtIn = { divisionCode: '310000', itemCode: 'ZH-06', reason };
    expect((await city.isRefused('retireItem', builtIn)).map(inShort)).toEqual([
      { code: 'NOT_ALLOWED_HERE', rule: 'CAT-04', path: ['itemCode'], because: ['事项(上海市)=权责清单'] },
    ]);
  });
});

describe('an item that was retired', () => {
  const group = { divisionCode: '310000', itemCode: 'WH-03', reason: '职能调整' };
  const kept = { divisionCode: '310107', itemCode: 'WH-03-01' };

  it('CAT-19: is changed no more, nor is what stands below it, but by a level that holds its own basis (R-I12)', async () => {
    await putuo.does('appendToField', { ...kept, value: { bases: [localBasis] } });
    await city.does('retireItem', group);
    const ended = [
      { ...group, itemCode: 'WH-03-01', named: '文物保护单位名录' },
      { ...group, itemCode: 'WH-03-02', named: '非物质文化遗产名录' },
      { divisionCode: '310107', itemCode: 'WH-03-02', named: '非物质文化遗产名录' },
    ];
    for (const { divisionCode, itemCode, named } of ended) {
      const change = { divisionCode, itemCode, value: { note: '停用之后' } };
      expect((await city.isRefused('overrideField', change)).map(inShort)).toEqual([
        { code: 'NOT_ALLOWED_HERE', rule: 'CAT-19', path: ['itemCode'], because: [`事项=${named}`] },
      ]);
      expect((await standingItem(app, divisionCode, itemCode)).applicability).toBe('RETIRED');
    }
    await putuo.does('overrideField', { ...kept, value: { note: '仍由本区公开' } });
    const street = await standingItem(app, '310107005', 'WH-03-01');
    expect([street.applicability, street.note]).toEqual(['APPLICABLE', '仍由本区公开']);
    await putuo.does('resetField', { ...kept, field: 'bases' });
    expect((await standingItem(app, '310107', 'WH-03-01')).applicability).toBe('RETIRED');
  });
});

describe('who may not keep a catalogue', () => {
  const change = { itemCode: leaf, value: { note: '越权' } };

  it('changes nothing: not in another branch, not above, not as a drafter, not unsigned', async () => {
    const drafter = await CatalogueDesk.of(app, 'putuo-drafter');
    const nobody = new CatalogueDesk(app, 'no token at all');
    const denied = [
      await putuo.isDenied('overrideField', { divisionCode: '310101', ...change }),
      await putuo.isDenied('overrideField', { divisionCode: '310000', ...change }),
      await caoyang.isDenied('overrideField', { divisionCode: '310107', ...change }),
      await caoyang.isDenied('overrideField', { divisionCode: '310107014', ...change }),
      await drafter.isDenied('overrideField', { divisionCode: '310107', ...change }),
      await nobody.isDenied('overrideField', { divisionCode: '310107', ...change }),
      await putuo.isDenied('overrideField', { divisionCode: '310107999', ...change }),
      await putuo.isDenied('overrideField', { divisionCode: '310107', ...change, itemCode: 'NO-SUCH' }),
      await putuo.isDenied('overrideField', { divisionCode: '310107', ...change, itemCode: 'ZD-02-L310107005-01' }),
      await putuo.isDenied('overrideField', { divisionCode: '310107', ...change, itemCode: 'ZH-04-01' }),
    ];
    expect(denied).toEqual([
      ...Array.from({ length: 5 }, () => 'FORBIDDEN'),
      'UNAUTHENTICATED',
      ...Array.from({ length: 4 }, () => 'NOT_FOUND'),
    ]);
  }, 60_000);
});

describe('two people at one field', async () => {
  const colleague = await CatalogueDesk.of(app, 'city-office');
  const subject = { divisionCode: '310000', itemCode: 'WH-01-02' };
  const days = (amount: number, expectedFactId?: string | null) => ({
    ...subject,
    value: { deadline: { ...workingDays(amount), kind: 'COMMITTED' } },
    expectedFactId,
  });

  it('the second is told what he saw and what stands now, and changes nothing', async () => {
    const { factId } = await city.does('overrideField', days(12));
    await colleague.does('overrideField', days(10, factId));
    const text = (amount: number) => `自信息变更之日起${amount}个工作日内(承诺时限)`;
    for (const late of [factId, null]) {
      const [refusal, ...more] = await city.isRefused('overrideField', days(8, late));
      expect(more).toEqual([]);
      expect(refusal).toMatchObject({
        code: 'CONFLICT',
        path: ['expectedFactId'],
        message: '该栏目已被他人更新，请重新载入后再修改。',
      });
      expect(refusal?.explanation?.inputs).toEqual([
        { name: '您看到的值', value: late === null ? '(空)' : text(12) },
        { name: '当前的值', value: text(10) },
      ]);
    }
    expect((await standingItem(app, '310000', 'WH-01-02')).deadline?.amount).toBe(10);
  });

  it('at the same moment, one of them wins and the other is told', async () => {
    const item = { divisionCode: '310000', itemCode: 'WH-01-03' };
    const { factId } = await city.does('overrideField', { ...item, value: { note: '原备注' } });
    const field = { ...item, expectedFactId: factId };
    const notes = ['甲的备注', '乙的备注'];
    const answers = await Promise.all(
      notes.map((note, index) => (index === 0 ? colleague : city).send('overrideField', { ...field, value: { note } })),
    );
    const told = answers.map((answer) => JSON.stringify(answer.data).includes('"code":"CONFLICT"'));
    expect(told.filter((one) => one)).toEqual([true]);
    expect((await standingItem(app, '310000', 'WH-01-03')).note).toBe(notes[told.indexOf(false)]);
  });

  it('twelve at the same moment follow each other: each has a sequence of its own, and one value stands', async () => {
    const note = { divisionCode: '310000', itemCode: 'WH-01-04' };
    const head = BigInt(await headOf(app));
    const done = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const desk = index % 2 === 0 ? colleague : city;
        const value = `第${index}次`;
        const { sequence } = await desk.does('overrideField', { ...note, value: { note: value } });
        return { value, sequence: BigInt(sequence) };
      }),
    );
    const inOrder = done.toSorted((a, b) => Number(a.sequence - b.sequence));
    expect(inOrder.map(({ sequence }) => sequence - head)).toEqual(Array.from({ length: 12 }, (_, i) => BigInt(i + 1)));
    const item = await standingItem(app, '310000', 'WH-01-04');
    expect(item.note).toBe(inOrder.at(-1)?.value);
    const origins = item.fieldOrigins.find(({ field }) => field === 'note')?.origins ?? [];
    expect(origins.map(({ since }) => BigInt(since) - head)).toEqual([12n]);
  });
});
