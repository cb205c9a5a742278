import { expect, test } from 'vitest';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { fullColumns, leafInput } from '../support/catalogue-inputs.js';
import { publicItem, standingItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const city = await CatalogueDesk.of(app, 'city-office');
const putuo = await CatalogueDesk.of(app, 'putuo-office');
const short = { title: '条例', docNo: null, clause: null };
const full = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' };
const hint = '《中华人民共和国政府信息公开条例》(国务院令第711号)第×条';

const places = [
  { verb: 'addItem', desk: city, input: (bases: object[]) => leafInput('YL-01-90', { bases }), path: ['columns'] },
  {
    verb: 'overrideField',
    desk: city,
    input: (bases: object[]) => ({ divisionCode: '310000', itemCode: 'WH-01-01', value: { bases } }),
    path: ['value'],
  },
  {
    verb: 'appendToField',
    desk: putuo,
    input: (bases: object[]) => ({ divisionCode: '310107', itemCode: 'WH-01-01', value: { bases } }),
    path: ['value'],
  },
] as const;

test.each(places)(
  'A06 $verb: the short title without number is refused with the full title, its number and clause',
  async ({ verb, desk, input, path }) => {
    const [refusal, ...more] = await desk.isRefused(verb, input([short]));
    expect(more).toEqual([]);
    expect(refusal).toMatchObject({
      code: 'RULE_VIOLATION',
      path: [...path, 'bases', '0', 'title'],
      rule: 'CAT-09',
      explanation: {
        rule: 'CAT-09',
        inputs: [
          { name: '名称', value: '条例' },
          { name: '文号', value: '' },
          { name: '条款', value: '' },
        ],
      },
    });
    expect(refusal?.message).toContain('“条例”是简称，请填写全称、文号和条款，例如：');
    expect(refusal?.message).toContain(hint);
    expect(refusal?.explanation?.text).toBe(refusal?.message);
  },
);

test('A06 the full title without number is told its number, and a clause without its number is no clause', async () => {
  const change = (basis: object) => ({ divisionCode: '310000', itemCode: 'WH-01-01', value: { bases: [basis] } });
  const [unnumbered] = await city.isRefused('overrideField', change({ ...full, docNo: null }));
  expect(unnumbered).toMatchObject({ code: 'REQUIRED', path: ['value', 'bases', '0', 'docNo'], rule: 'CAT-09' });
  expect(unnumbered?.message).toContain('国务院令第711号');
  const [vague] = await city.isRefused('overrideField', change({ ...full, clause: '有关条款' }));
  expect(vague).toMatchObject({ code: 'INVALID', path: ['value', 'bases', '0', 'clause'], rule: 'CAT-09' });
});

test('A06 the full title with number and clause is saved and seen', async () => {
  expect(await publicItem(app, '310000', 'YL-01-90')).toBeNull();
  await city.does('addItem', leafInput('YL-01-90', { bases: [full] }));
  const item = await standingItem(app, '310107005', 'YL-01-90');
  expect(item.bases.map(({ title, docNo, clause }) => ({ title, docNo, clause }))).toEqual([full]);
  expect(fullColumns.bases).toEqual([full]);
});
