import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { districtRegulation, leafInput, localBasis, workingDays } from '../support/catalogue-inputs.js';
import { originsOf, publicItem, type PublicItem, standingItem, wholeCatalogue } from '../support/public-catalogue.js';
import { newOrChanged, storedRows } from '../support/stored-rows.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
let city: CatalogueDesk;
let putuo: CatalogueDesk;
let caoyang: CatalogueDesk;

beforeAll(async () => {
  city = await CatalogueDesk.of(app, 'city-office');
  putuo = await CatalogueDesk.of(app, 'putuo-office');
  caoyang = await CatalogueDesk.of(app, 'caoyang-office');
});

const Codes = z.object({ divisions: z.array(z.object({ code: z.string() })) });

async function divisionsOf(level: string): Promise<string[]> {
  const query = 'query ($level: AdminLevel) { divisions(level: $level) { code } }';
  const answer = await app.publicly({ query, variables: { level } });
  return Codes.parse(answer.data).divisions.map(({ code }) => code);
}

const Levels = z.object({
  divisions: z.array(
    z.object({
      code: z.string(),
      catalogue: z.object({ item: z.object({ levels: z.array(z.string()) }).nullable() }),
    }),
  ),
});

async function levelsEverywhere(leaf: string): Promise<{ code: string; levels: string[] | null }[]> {
  const query = 'query ($leaf: ID!) { divisions { code catalogue { item(code: $leaf) { levels } } } }';
  const answer = await app.publicly({ query, variables: { leaf } });
  expect(answer.errors).toBeUndefined();
  const { divisions } = Levels.parse(answer.data);
  return divisions.map(({ code, catalogue }) => ({ code, levels: catalogue.item?.levels ?? null }));
}

function basisLines(item: PublicItem): string[] {
  return item.bases.map(({ title, clause, origin }) => `${title}${clause ?? ''} ${origin.level} ${origin.state}`);
}

it('B01: a new legal basis of the city shows in all sixteen districts at the next read, with origin CITY and no district write', async () => {
  const leaf = 'YL-03-01';
  const districts = await divisionsOf('DISTRICT');
  expect(districts).toHaveLength(16);
  const before = await storedRows(app.db);
  const value = { bases: [districtRegulation] };
  const { sequence } = await city.does('overrideField', { divisionCode: '310000', itemCode: leaf, value });
  for (const district of districts) {
    const item = await standingItem(app, district, leaf);
    expect(item.bases).toEqual([
      { ...districtRegulation, origin: expect.objectContaining({ division: { code: '310000' }, level: 'CITY' }) },
    ]);
    expect(item.bases[0]?.origin.since).toBe(sequence);
    expect(originsOf(item, 'bases')).toEqual({ locked: false, said: ['310000 CITY DEFINED'] });
  }
  const after = await storedRows(app.db);
  expect(newOrChanged(before, after)).toMatchObject({ catalogue_fact: 2 });
  const fresh = (after['catalogue_fact'] ?? []).filter((row) => !before['catalogue_fact']?.includes(row));
  expect(fresh.filter((row) => !row.includes(',310000,'))).toEqual([]);
});

const tenDays = {
  kind: 'COMMITTED',
  amount: 10,
  unit: 'WORKING_DAY',
  trigger: 'CHANGED',
  text: '自信息变更之日起10个工作日内(承诺时限)',
  origin: { division: { code: '310107' }, level: 'DISTRICT', state: 'OVERRIDE', rule: 'R-I05' },
  others: [
    { kind: 'STATUTORY', amount: 20, origin: { division: { code: '310000' }, level: 'CITY', state: 'DEFINED' } },
  ],
};

it('B02: a district shortens twenty working days to ten; its streets inherit ten, and nobody else', async () => {
  const leaf = 'WH-01-01';
  const streets = (await divisionsOf('STREET')).filter((code) => code.startsWith('310107'));
  expect(streets).toHaveLength(10);
  const elsewhere = await Promise.all(['310000', '310101', '310101002'].map((code) => wholeCatalogue(app, code)));
  expect((await standingItem(app, '310107', leaf)).deadline).toMatchObject({ kind: 'STATUTORY', amount: 20 });
  const value = { deadline: workingDays(10, 'STATUTORY') };
  await putuo.does('overrideField', { divisionCode: '310107', itemCode: leaf, value });
  for (const division of ['310107', ...streets]) {
    const item = await standingItem(app, division, leaf);
    expect(item.deadline).toMatchObject(tenDays);
    expect(originsOf(item, 'deadline').said).toEqual(['310107 DISTRICT OVERRIDE', '310000 CITY DEFINED']);
  }
  const now = await Promise.all(['310000', '310101', '310101002'].map((code) => wholeCatalogue(app, code)));
  expect(now).toEqual(elsewhere);
});

it("B03: a street may not lengthen its district's ten days: refused with the district and its ten days named", async () => {
  const leaf = { divisionCode: '310107005', itemCode: 'WH-01-01' };
  const refusals = await caoyang.isRefused('overrideField', { ...leaf, value: { deadline: workingDays(15) } });
  const text =
    '本级时限(自信息变更之日起15个工作日内(承诺时限))长于普陀区的时限(自信息变更之日起10个工作日内(承诺时限))，不能保存。';
  expect(refusals).toEqual([
    {
      code: 'RULE_VIOLATION',
      path: ['value', 'deadline'],
      message: text,
      rule: 'R-I05',
      explanation: expect.objectContaining({
        rule: 'R-I05',
        inputs: [
          { name: '本级时限', value: '自信息变更之日起15个工作日内(承诺时限)' },
          { name: '上级时限(普陀区)', value: '自信息变更之日起10个工作日内(承诺时限)' },
        ],
        text,
      }),
    },
  ]);
  expect((await standingItem(app, '310107005', 'WH-01-01')).deadline).toMatchObject(tenDays);
});

it('B04: a required element of the city stays; an element of the district stands beside it, there and below only', async () => {
  const leaf = 'YL-01-02';
  const inherited = await standingItem(app, '310107', leaf);
  const [first, ...others] = inherited.elements.map(({ id, name, type, required }) => ({ id, name, type, required }));
  expect(first?.required).toBe(true);
  const subject = { divisionCode: '310107', itemCode: leaf };
  const optional = [{ ...first, required: false }, ...others];
  for (const elements of [others, optional]) {
    const [refusal, ...more] = await putuo.isRefused('overrideField', { ...subject, value: { elements } });
    expect(more).toEqual([]);
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', path: ['value', 'elements'], rule: 'R-I03' });
    const list = inherited.elements.map(({ name, required }) => `${name}${required ? '(必备)' : ''}`).join('、');
    expect(refusal?.explanation?.inputs).toEqual([{ name: '公开要素(上海市)', value: list }]);
  }
  const neighbour = await wholeCatalogue(app, '310101');
  const extra = { id: 'districtTopUp', name: '区级增补', type: 'TEXT', required: true };
  await putuo.does('appendToField', { ...subject, value: { elements: [extra] } });
  for (const division of ['310107', '310107005']) {
    const { elements } = await standingItem(app, division, leaf);
    expect(elements.slice(0, -1)).toEqual(inherited.elements);
    expect(elements.at(-1)).toMatchObject({
      ...extra,
      identifier: 'DISTRICT_TOP_UP',
      order: inherited.elements.length + 1,
      origin: { division: { code: '310107' }, level: 'DISTRICT', state: 'APPEND', rule: 'R-I03' },
    });
  }
  expect((await standingItem(app, '310000', leaf)).elements).toEqual(inherited.elements);
  expect(await wholeCatalogue(app, '310101')).toEqual(neighbour);
  const elsewhere = (await divisionsOf('DISTRICT')).filter((code) => code !== '310107');
  expect(elsewhere).toHaveLength(15);
  for (const division of elsewhere) {
    expect([division, (await standingItem(app, division, leaf)).elements]).toEqual([division, inherited.elements]);
  }
});

it('B05: a basis of the district follows those of the city; the upper ones can be neither deleted nor edited', async () => {
  const leaf = 'YL-01-01';
  const subject = { divisionCode: '310107', itemCode: leaf };
  const above = await standingItem(app, '310107', leaf);
  await putuo.does('appendToField', { ...subject, value: { bases: [localBasis] } });
  const item = await standingItem(app, '310107', leaf);
  expect(basisLines(item)).toEqual([...basisLines(above), '普陀区老年教育工作办法(示例)第三条 DISTRICT APPEND']);
  expect(basisLines(above).every((line) => line.endsWith('CITY DEFINED'))).toBe(true);
  expect(originsOf(item, 'bases').said).toEqual(['310000 CITY DEFINED', '310107 DISTRICT APPEND']);
  const plain = item.bases.map(({ title, docNo, clause }) => ({ title, docNo, clause }));
  const edited = plain.map((basis, index) => (index === 0 ? { ...basis, clause: '第一条' } : basis));
  for (const bases of [plain.slice(1), edited, []]) {
    const [refusal, ...more] = await putuo.isRefused('overrideField', { ...subject, value: { bases } });
    expect(more).toEqual([]);
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', path: ['value', 'bases'], rule: 'R-I04' });
    expect(refusal?.explanation?.inputs[0]?.name).toBe('公开依据(上海市)');
    expect(refusal?.explanation?.inputs[0]?.value).toContain('《中华人民共和国政府信息公开条例》');
  }
  expect(await standingItem(app, '310107', leaf)).toEqual(item);
});

it('B06: a leaf for districts and streets only is absent from the own catalogue of the city, and present for all below', async () => {
  const leaf = 'YL-01-92';
  const cityBefore = await wholeCatalogue(app, '310000');
  await city.does('addItem', leafInput(leaf, { levels: ['DISTRICT', 'STREET'] }));
  expect(await publicItem(app, '310000', leaf)).toBeNull();
  expect(await wholeCatalogue(app, '310000')).toEqual(cityBefore);
  const seen = await levelsEverywhere(leaf);
  expect(seen.filter(({ levels }) => levels === null).map(({ code }) => code)).toEqual(['310000']);
  expect(seen.filter(({ levels }) => levels?.join(' ') === 'DISTRICT STREET')).toHaveLength(231);
  expect((await standingItem(app, '310107', leaf)).definedAt).toEqual({ code: '310000' });
  expect((await wholeCatalogue(app, '310107')).has(leaf)).toBe(true);
  expect((await wholeCatalogue(app, '310107005')).has(leaf)).toBe(true);
});
