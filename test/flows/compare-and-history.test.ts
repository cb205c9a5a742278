import { expect, it } from 'vitest';
import { z } from 'zod';
import { byEdition } from '../support/by-edition.js';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { workingDays } from '../support/catalogue-inputs.js';
import { headOf } from '../support/flow-read.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const city = await CatalogueDesk.of(app, 'city-office');
const putuo = await CatalogueDesk.of(app, 'putuo-office');
const fields = z.array(z.object({ field: z.string(), here: z.string(), there: z.string() }));
const Compared = z.object({
  catalogue: z.object({ differences: z.object({ edges: z.array(z.object({ node: z.object({ fields }) })) }) }),
});
const Paged = z.object({
  catalogueItem: z.object({
    history: z.object({
      totalCount: z.number(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string() }),
      edges: z.array(z.object({ node: z.object({ value: z.string() }) })),
    }),
  }),
});
const here = { divisionCode: '310107', itemCode: 'YL-02-03' };

async function answer(query: string, at?: string): Promise<unknown> {
  const extensions = at === undefined ? {} : { tongyuan: { at } };
  const { data, errors } = await app.publicly({ query, extensions });
  expect(errors).toBeUndefined();
  return data;
}

const compared = (from: string, to: string): string => `{ catalogue(division: "${from}") {
  differences(with: "${to}") { totalCount edges { node { itemCode here { name } there { name } fields { field here there } } } } } }`;
const history = `{ catalogueItem(division: "310107005", code: "YL-02-03") { history(field: deadline) { edges { node {
  value until origin { level state since division { code } reason } } } } } }`;

it('two divisions are compared field by field, in words', async () => {
  expect(await answer(compared('310107', '310101'))).toEqual({
    catalogue: { differences: { totalCount: 0, edges: [] } },
  });
  const head = await headOf(app);
  const { sequence } = await putuo.does('overrideField', {
    ...here,
    value: { deadline: workingDays(9) },
    reason: '便民',
  });
  await byEdition(app, { token: putuo.token, divisionCode: '310107' }, (editionId) =>
    putuo.send('appendToField', { ...here, editionId, value: { channels: ['PRINT_MEDIA'] } }),
  );
  const { catalogue } = Compared.parse(await answer(compared('310107', '310101')));
  expect(catalogue.differences.edges).toHaveLength(1);
  const told = catalogue.differences.edges[0]?.node.fields ?? [];
  expect(told.map(({ field }) => field)).toEqual(['deadline', 'channels']);
  expect(told[0]?.here).toMatch(/^自信息变更之日起9个工作日内\(承诺时限\)/);
  expect(told[0]?.there).not.toContain('9个工作日');
  expect([told[1]?.here, told[1]?.there].map((text) => text?.includes('纸质媒体'))).toEqual([true, false]);
  // As it was before, and seen from the other side.
  expect(await answer(compared('310107', '310101'), head)).toEqual({
    catalogue: { differences: { totalCount: 0, edges: [] } },
  });
  expect(await answer(compared('310101', '310107'))).toMatchObject({ catalogue: { differences: { totalCount: 1 } } });
  const unknown = await app.publicly(compared('310107', '999999'));
  expect(unknown.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);

  await city.does('overrideField', {
    divisionCode: '310000',
    itemCode: 'YL-02-03',
    value: { deadline: workingDays(8) },
  });
  const now = await headOf(app);
  expect(await answer(history)).toEqual({
    catalogueItem: {
      history: {
        edges: [
          {
            node: {
              value: '自信息变更之日起8个工作日内(承诺时限)',
              until: null,
              origin: { level: 'CITY', state: 'DEFINED', since: now, division: { code: '310000' }, reason: null },
            },
          },
          {
            node: {
              value: '自信息变更之日起9个工作日内(承诺时限)',
              until: null,
              origin: {
                level: 'DISTRICT',
                state: 'OVERRIDE',
                since: sequence,
                division: { code: '310107' },
                reason: '便民',
              },
            },
          },
          {
            node: {
              value: expect.stringContaining('20个工作日'),
              until: now,
              origin: {
                level: 'CITY',
                state: 'DEFINED',
                since: expect.any(String),
                division: { code: '310000' },
                reason: null,
              },
            },
          },
        ],
      },
    },
  });
  // Page by page the same.
  const paged: unknown[] = [];
  for (let after = ''; ; ) {
    const page = `{ catalogueItem(division: "310107005", code: "YL-02-03") { history(field: deadline, first: 1${after}) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { value } } } } }`;
    const { history: found } = Paged.parse(await answer(page)).catalogueItem;
    expect(found.totalCount).toBe(3);
    paged.push(...found.edges.map(({ node }) => node.value));
    if (!found.pageInfo.hasNextPage) break;
    after = `, after: ${JSON.stringify(found.pageInfo.endCursor)}`;
  }
  expect(paged.map((value) => /\d+(?=个工作日)/.exec(String(value))?.[0])).toEqual(['8', '9', '20']);
  // Before the city spoke again, nothing had ended.
  expect(await answer(history, sequence)).toMatchObject({
    catalogueItem: { history: { edges: [{ node: { until: null } }, { node: { until: null } }] } },
  });
});
