import { expect, test } from 'vitest';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { leafInput } from '../support/catalogue-inputs.js';
import { ask } from '../support/flow-read.js';
import { publicItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';
import { z } from 'zod';

const app = await demoApp();
const city = await CatalogueDesk.of(app, 'city-office');
const item = { divisionCode: '310000', itemCode: 'WH-01-01' };
const group = '本区散居孤儿监护人';

test.each(['', ' ', '　'])(
  'A05 a specific group described as “%s” is refused, and nothing is stored',
  async (specific) => {
    const text = '公开对象为特定对象时须写明具体身份。';
    const expected = {
      code: 'REQUIRED',
      message: text,
      rule: 'CAT-14',
      explanation: expect.objectContaining({ rule: 'CAT-14', pack: 'SHANGHAI', text }),
    };
    expect(await city.isRefused('overrideField', { ...item, value: { audience: { specific } } })).toEqual([
      { ...expected, path: ['value', 'audience', 'specific'] },
    ]);
    const leaf = leafInput('YL-01-90', { audience: { specific } });
    expect(await city.isRefused('addItem', leaf)).toEqual([{ ...expected, path: ['columns', 'audience', 'specific'] }]);
    expect(await publicItem(app, '310000', 'YL-01-90')).toBeNull();
  },
);

test('A05 with who they are it is saved, from here down', async () => {
  await city.does('overrideField', { ...item, value: { audience: { specific: group } } });
  const { catalogueItem } = await ask(app, {
    query: `query ($code: ID!) { catalogueItem(division: "310107005", code: $code) { audience { allSociety specific } } }`,
    variables: { code: item.itemCode },
    shape: z.object({ catalogueItem: z.object({ audience: z.object({}).loose() }) }),
  });
  expect(catalogueItem.audience).toEqual({ allSociety: false, specific: group });
});
