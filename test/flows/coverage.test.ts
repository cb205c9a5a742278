import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve } from '../support/flow-act.js';
import { caoyang, publishGuide } from '../support/flow-draft.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();

async function asked(login: string, query: string): Promise<unknown> {
  const answer = await app.editorially({ query }, await app.signIn(login));
  return answer.errors?.[0]?.extensions.code ?? answer.data;
}

test('CAT-08 an element that the city comes to require is told of every record that lacks it', async () => {
  const guide = await publishGuide(app, { place: caoyang, title: '助餐指南' });
  const lacking = `{ elementCoverage(division: "310107", item: "ZH-07", lacking: REQUIRED) {
    records { disclosureId required requiredGiven missing { itemCode element name required } } hasNextPage } }`;
  expect(await asked('putuo-office', lacking)).toEqual({ elementCoverage: { records: [], hasNextPage: false } });

  const postcode = { id: 'postcode', name: '邮政编码', identifier: 'POSTCODE', type: 'TEXT', required: true };
  await achieve(app, 'city-office', {
    mutation: 'appendToField',
    input: { divisionCode: '310000', itemCode: 'ZH-07', value: { elements: [postcode] } },
    shape: z.object({}),
  });
  const told = await asked('putuo-office', lacking);
  expect(told).toMatchObject({ elementCoverage: { records: [{ disclosureId: guide.id }] } });
  const { elementCoverage } = z
    .object({ elementCoverage: z.object({ records: z.tuple([z.looseObject({ missing: z.array(z.unknown()) })]) }) })
    .parse(told);
  expect(elementCoverage.records[0].missing).toContainEqual({
    itemCode: 'ZH-07',
    element: 'postcode',
    name: '邮政编码',
    required: true,
  });
});

test('CAT-08 a district sees which of its streets have content under a leaf', async () => {
  const query = (division: string) => `{ coverage(item: "ZH-07", division: "${division}", state: PUBLISHED) {
    counts { published suppressed empty } levels { level published empty } cells { divisionCode records state } } }`;
  expect(await asked('putuo-supervisor', query('310107'))).toEqual({
    coverage: {
      counts: { published: 1, suppressed: 0, empty: 10 },
      levels: [
        { level: 'DISTRICT', published: 0, empty: 1 },
        { level: 'STREET', published: 1, empty: 9 },
      ],
      cells: [{ divisionCode: '310107005', records: 1, state: 'PUBLISHED' }],
    },
  });
  expect(await asked('putuo-supervisor', query('310000'))).toBe('FORBIDDEN');
});

test('CAT-25 each street is told the subjects without an item or without content', async () => {
  await publishGuide(app, { place: caoyang, title: '低保指南', item: 'SJ-02-01' });
  const found = await asked(
    'city-supervisor',
    '{ focusCoverage(division: "310107") { divisionCode withoutItem withoutContent } }',
  );
  const { focusCoverage } = z
    .object({
      focusCoverage: z.array(
        z.object({ divisionCode: z.string(), withoutItem: z.array(z.string()), withoutContent: z.array(z.string()) }),
      ),
    })
    .parse(found);
  const covered = ['公共事业投入', '公共文化服务', '扶贫救灾', '社会救助', '社会福利', '医疗卫生'];
  expect(focusCoverage).toHaveLength(10);
  for (const { divisionCode, withoutItem, withoutContent } of focusCoverage) {
    const own = divisionCode === caoyang.division ? ['社会救助'] : [];
    expect(withoutContent).toEqual(covered.filter((name) => !own.includes(name)));
    expect(withoutItem).toEqual([
      '土地利用总体规划',
      '税费收缴',
      '征地补偿',
      '房屋征收拆迁',
      '环境治理',
      '劳动就业',
      '社会保险',
      '户籍管理',
      '宅基地审批',
      '涉农补贴',
    ]);
  }
});
