import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, act } from '../support/flow-act.js';
import { bodyId, caoyang } from '../support/flow-draft.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const office = bodyId(caoyang.body);
const references = Array.from({ length: 100 }, (_, index) => `旧站-${String(index + 1).padStart(3, '0')}`);

const page = z.object({
  oldRecords: z.object({
    records: z.array(
      z.object({
        id: z.string(),
        reference: z.string(),
        itemCode: z.string().nullable(),
        draftId: z.string().nullable(),
      }),
    ),
  }),
});
const counts = z.object({ unclassifiedRecords: z.array(z.unknown()) });

async function records(classified: boolean | null, login = 'caoyang-drafter') {
  const answer = await app.editorially(
    {
      query: `query ($body: ID!, $classified: Boolean) { oldRecords(bodyId: $body, classified: $classified, first: 100) {
        records { id reference itemCode draftId } } }`,
      variables: { body: office, classified },
    },
    await app.signIn(login),
  );
  return page.parse(answer.data).oldRecords.records;
}

async function report(login: string): Promise<unknown> {
  const answer = await app.editorially(
    {
      query:
        '{ unclassifiedRecords(division: "310107") { bodyId bodyName divisionCode imported classified unclassified } }',
    },
    await app.signIn(login),
  );
  return answer.errors?.[0]?.extensions.code ?? counts.parse(answer.data).unclassifiedRecords;
}

const ofOffice = { bodyId: office, bodyName: '曹杨新村街道办事处', divisionCode: '310107005' };

test('A11 of 100 imported records 80 are classified: 20 are unclassified and none is lost', async () => {
  const { recordIds } = await achieve(app, 'caoyang-drafter', {
    mutation: 'importOldRecords',
    input: {
      bodyId: office,
      records: references.map((reference) => ({
        reference,
        title: `历年信息${reference}`,
        html: '<p>正文<script>alert(1)</script></p>',
        sourceUrl: 'https://old.example/1.html',
        formedAt: '2019-05-06',
      })),
    },
    fields: 'recordIds',
    shape: z.object({ recordIds: z.array(z.string()) }),
  });
  expect(await report('putuo-supervisor')).toEqual([{ ...ofOffice, imported: 100, classified: 0, unclassified: 100 }]);

  const assignments = [
    { recordIds: recordIds.slice(0, 50), itemCode: 'ZH-07' },
    { recordIds: recordIds.slice(50, 80), itemCode: 'ZD-01-01' },
  ];
  const group = [...assignments, { recordIds: recordIds.slice(80, 81), itemCode: 'ZD-01' }];
  const refused = await act(app, 'caoyang-drafter', { mutation: 'classifyRecords', input: { assignments: group } });
  expect(refused.told.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['INVALID assignments.2.itemCode']);
  expect((await records(false)).length).toBe(100);

  const done = { mutation: 'classifyRecords', input: { assignments }, fields: 'count' };
  expect((await act(app, 'caoyang-drafter', done)).payload).toEqual({ count: 80 });
  expect(await report('putuo-supervisor')).toEqual([{ ...ofOffice, imported: 100, classified: 80, unclassified: 20 }]);
  expect((await records(false)).map(({ reference }) => reference)).toEqual(references.slice(80));
  expect((await records(null)).map(({ reference }) => reference)).toEqual(references);
  expect(await report('caoyang-drafter')).toBe('FORBIDDEN');
});

test('A11 a classified record becomes a draft of its body, once, and stays among the records', async () => {
  const [first] = await records(true);
  const wanted = {
    mutation: 'draftOldRecord',
    input: { recordId: first?.id, kind: 'GENERAL_INFORMATION' },
    fields: 'draft { id state content: html itemCodes formedAt }',
  };
  const { draft } = await achieve(app, 'caoyang-drafter', {
    ...wanted,
    shape: z.object({ draft: z.looseObject({ id: z.string() }) }),
  });
  expect(draft).toMatchObject({
    state: 'DRAFTING',
    content: '<p>正文</p>',
    itemCodes: ['ZH-07'],
    formedAt: '2019-05-06',
  });
  expect((await records(true))[0]).toMatchObject({ reference: '旧站-001', draftId: draft.id });
  expect((await act(app, 'caoyang-drafter', wanted)).told).toMatchObject([{ code: 'NOT_ALLOWED_HERE' }]);
});
