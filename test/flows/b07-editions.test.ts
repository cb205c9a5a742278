import { expect, it } from 'vitest';
import { z } from 'zod';
import { EditionPath } from '../support/by-edition.js';
import { workingDays } from '../support/catalogue-inputs.js';
import { achieve, act, rulesOf } from '../support/flow-act.js';
import { refusedTo } from '../support/flow-refused.js';
import { changesAfter, headOf } from '../support/flow-read.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const street = '310107005';
const itemCode = 'YL-02-03';

async function editionBy(login: string, id: string): Promise<unknown> {
  const query = `query ($id: ID!) { catalogueEdition(id: $id) { state
    changes { itemName field state inherited before after reason }
    events { state opinion } preview(item: "${itemCode}") { deadline { amount } } } }`;
  const { data } = await app.editorially({ query, variables: { id } }, await app.signIn(login));
  return data?.['catalogueEdition'];
}

async function publicTerm(division: string): Promise<unknown> {
  const query = `{ catalogueItem(division: "${division}", code: "${itemCode}") { deadline { amount origin { state level } } } }`;
  return z.object({ catalogueItem: z.object({ deadline: z.unknown() }) }).parse((await app.publicly(query)).data)
    .catalogueItem.deadline;
}

async function drafted(days: number): Promise<EditionPath> {
  const edition = await EditionPath.open(app, { token: await app.signIn('caoyang-office'), divisionCode: street });
  const value = { deadline: workingDays(days) };
  const input = { divisionCode: street, itemCode, editionId: edition.id, value, reason: '就近服务' };
  await achieve(app, 'caoyang-office', { mutation: 'overrideField', input, shape: z.object({}) });
  return edition;
}

it('B07 B08 a street proposes, its district and nobody else approves, and then everybody sees it at one sequence', async () => {
  const before = await publicTerm(street);
  const head = await headOf(app);
  const edition = await drafted(6);
  const input = { editionId: edition.id };
  const tooEarly = async (): Promise<string> => {
    const early = await refusedTo(app, 'caoyang-office', { mutation: 'publishEdition', input });
    expect([early.told[0]?.code, rulesOf(early)]).toEqual(['NOT_ALLOWED_HERE', ['R-I13']]);
    return early.told[0]?.message ?? '';
  };
  const notTheirs = async (mutation: string, more: object = {}): Promise<void> => {
    for (const login of ['city-approver', 'city-office', 'caoyang-office', 'putuo-supervisor']) {
      const refused = await refusedTo(app, login, { mutation, input: { ...input, ...more } });
      expect(refused.code, `${mutation} by ${login}`).toBe('FORBIDDEN');
    }
  };
  expect(await tooEarly()).toContain('普陀区');
  await edition.submit();
  await tooEarly();
  await notTheirs('reviewEdition');
  await edition.review();
  await tooEarly();
  await notTheirs('approveEdition');
  await notTheirs('returnEdition', { opinion: '退回' });
  const opinion = '请说明理由';
  const back = { mutation: 'returnEdition', input: { ...input, opinion }, shape: z.object({}) };
  await achieve(app, 'putuo-approver', back);
  await tooEarly();
  expect(await editionBy('caoyang-office', edition.id)).toMatchObject({
    state: 'RETURNED',
    events: [{ state: 'DRAFT' }, { state: 'SUBMITTED' }, { state: 'UPPER_REVIEW' }, { state: 'RETURNED', opinion }],
  });
  await edition.submit();
  await edition.review();
  expect(await publicTerm(street)).toEqual(before);
  expect(await headOf(app)).toBe(head);
  await achieve(app, 'putuo-approver', {
    mutation: 'approveEdition',
    input: { ...input, opinion: '同意，按此执行' },
    shape: z.object({}),
  });
  const { publishedSequence } = await edition.publish();
  expect(publishedSequence).toBe(String(BigInt(head) + 1n));
  expect(await publicTerm(street)).toEqual({ amount: 6, origin: { state: 'OVERRIDE', level: 'STREET' } });
  expect(await publicTerm('310107')).toEqual(before);
  expect((await changesAfter(app, head)).map((change) => [change.sequence, change.kind])).toEqual([
    [publishedSequence, 'CATALOGUE_CHANGED'],
  ]);
  expect(await editionBy('putuo-approver', edition.id)).toMatchObject({
    state: 'PUBLISHED',
    events: [
      { state: 'DRAFT' },
      { state: 'SUBMITTED' },
      { state: 'UPPER_REVIEW' },
      { state: 'RETURNED', opinion },
      { state: 'SUBMITTED' },
      { state: 'UPPER_REVIEW' },
      { state: 'APPROVED', opinion: '同意，按此执行' },
      { state: 'PUBLISHED' },
    ],
  });
});

it('R-I14 an upper level sees what was submitted to it; a lower one never sees drafts above', async () => {
  const edition = await drafted(5);
  const own = {
    state: 'DRAFT',
    changes: [
      {
        itemName: '示例',
        field: 'deadline',
        state: 'OVERRIDE',
        before: '自信息变更之日起6个工作日内(承诺时限)',
        after: '自信息变更之日起5个工作日内(承诺时限)',
        reason: '就近服务',
      },
    ],
    preview: { deadline: { amount: 5 } },
  };
  const [change] = own.changes;
  expect(await editionBy('caoyang-office', edition.id)).toMatchObject({
    ...own,
    changes: [{ ...change, itemName: expect.any(String), inherited: expect.stringContaining('20个工作日') }],
  });
  expect(await editionBy('putuo-approver', edition.id)).toBeNull();
  expect(await editionBy('huangpu-editor', edition.id)).toBeNull();
  await edition.submit();
  expect(await editionBy('putuo-approver', edition.id)).toMatchObject({ state: 'SUBMITTED' });
  expect(await editionBy('huangpu-editor', edition.id)).toBeNull();

  const above = await EditionPath.open(app, { token: await app.signIn('putuo-office'), divisionCode: '310107' });
  expect(await editionBy('caoyang-office', above.id)).toBeNull();
  const listed = 'query { catalogueEditions(division: "310107", fromBelow: true) { id divisionCode state } }';
  const seen = async (login: string): Promise<unknown> =>
    (await app.editorially({ query: listed }, await app.signIn(login))).data?.['catalogueEditions'];
  const submitted = { id: edition.id, divisionCode: street, state: 'SUBMITTED' };
  expect(await seen('putuo-approver')).toEqual(
    expect.arrayContaining([{ id: above.id, divisionCode: '310107', state: 'DRAFT' }, submitted]),
  );
  expect(await seen('city-approver')).toEqual(expect.arrayContaining([submitted]));
  expect(JSON.stringify(await seen('city-approver'))).not.toContain(above.id);
});

it('B03 what is longer than the district has is refused in an edition too, naming the value of the district', async () => {
  const edition = await EditionPath.open(app, { token: await app.signIn('caoyang-office'), divisionCode: street });
  const input = { divisionCode: street, itemCode, editionId: edition.id, value: { deadline: workingDays(25) } };
  const refused = await act(app, 'caoyang-office', { mutation: 'overrideField', input });
  expect(rulesOf(refused)).toEqual(['R-I05']);
  expect(refused.told[0]?.message).toContain('上海市');
});
