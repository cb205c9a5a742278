import { expect, test } from 'vitest';
import { z } from 'zod';
import { bodyId } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { headOf } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const [putuo, caoyang] = ['310107', '310107005'];

const Ending = z.object({ date: z.string(), severity: z.string(), text: z.string() });
const Due = Ending.extend({
  provisional: z.boolean(),
  explanation: z.object({ rule: z.string(), calendarVersion: z.string().nullable() }),
  others: z.array(Ending),
  limit: Ending.nullable(),
  unstarted: z.array(z.string()),
}).nullable();
const fields = `{ date severity text provisional explanation { rule calendarVersion } others { date severity text }
  limit { date severity text } unstarted }`;

interface Asked {
  readonly division: string;
  readonly code: string;
  readonly triggers: readonly { readonly trigger: string; readonly at: string }[];
  readonly body?: string;
}

async function publicly(asked: Asked, at?: string) {
  const { catalogueItem } = await ask(app, {
    query: `query ($division: ID!, $code: ID!, $triggers: [DeadlineTriggered!]!, $body: ID) {
      catalogueItem(division: $division, code: $code) { dueDate(triggers: $triggers, body: $body) ${fields} } }`,
    variables: { ...asked },
    shape: z.object({ catalogueItem: z.object({ dueDate: Due }) }),
    ...(at === undefined ? {} : { at }),
  });
  return catalogueItem.dueDate;
}

async function editorially({ division, code, triggers }: Asked) {
  const query = `query ($division: ID!, $code: ID!, $triggers: [EditorialTriggeredInput!]!) {
    editorialCatalogueItem(division: $division, code: $code) { dueDate(triggers: $triggers) ${fields} } }`;
  const answer = await app.editorially(
    { query, variables: { division, code, triggers } },
    await app.signIn('putuo-office'),
  );
  return z.object({ editorialCatalogueItem: z.object({ dueDate: Due }) }).parse(answer.data).editorialCatalogueItem
    .dueDate;
}

const on = (trigger: string, day: string) => ({ trigger, at: `${day}T10:00:00+08:00` });

test('the desk and the public are told the same date of a soft term, with the hard one behind it', async () => {
  const triggers = [on('FORMED', '2026-02-09'), on('ISSUED', '2026-02-12')];
  const asked = { division: caoyang, code: 'ZH-04-02', triggers };
  const due = await publicly(asked);
  expect(due).toMatchObject({
    date: '2026-03-04',
    severity: 'SOFT',
    provisional: false,
    explanation: { rule: 'R-D04', calendarVersion: 'CN-2026/chinese-days-1.5.7' },
    others: [{ date: '2026-03-13', severity: 'HARD' }],
    limit: { date: '2026-03-13' },
    unstarted: [],
  });
  expect(await editorially(asked)).toEqual(due);
  expect(await publicly(asked, await headOf(app))).toEqual(due);
});

test('a fixed date is that of the responsible body, or of the one that is named', async () => {
  const asked = { division: putuo, code: 'ZH-03-03', triggers: [on('DATE', '2026-01-10')] };
  expect((await publicly({ ...asked, body: bodyId('310107-government') }))?.date).toBe('2026-03-31');
  expect((await publicly({ ...asked, body: bodyId('310107-civil-affairs') }))?.date).toBe('2026-01-31');
  expect((await publicly({ ...asked, division: caoyang }))?.date).toBe('2026-01-31');
});

test('what cannot be asked is refused, what cannot be counted is null', async () => {
  const item = (args: string) => app.publicly(`{ catalogueItem(division: "310107", code: "ZH-04-02") { ${args} } }`);
  const twice = await item(
    'dueDate(triggers: [{ trigger: FORMED, at: "2026-02-09T10:00:00+08:00" }, { trigger: FORMED, at: "2026-02-10T10:00:00+08:00" }]) { date }',
  );
  expect(twice.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  const nobody = await item(
    'dueDate(triggers: { trigger: FORMED, at: "2026-02-09T10:00:00+08:00" }, body: "nobody") { date }',
  );
  expect(nobody.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect((await item('dueDate(triggers: []) { date }')).data).toEqual({ catalogueItem: { dueDate: null } });
  expect(await publicly({ division: putuo, code: 'ZH-04', triggers: [on('FORMED', '2026-02-09')] })).toBeNull();
});
