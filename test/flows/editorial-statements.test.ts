import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { EditionPath } from '../support/by-edition.js';
import { achieve } from '../support/flow-act.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const putuo = '310107';
const token = await app.signIn('putuo-office');

/** The statements that are begun in the asynchronous context of one request. */
const counted = new AsyncLocalStorage<string[]>();
const run = app.db.sql.bind(app.db);
vi.spyOn(app.db, 'sql').mockImplementation((text, params) => {
  counted.getStore()?.push(text);
  return run(text, params);
});

test('what a whole edition asks for of every item is read together', async () => {
  const edition = await EditionPath.open(app, { token, divisionCode: putuo });
  const value = { note: '以区级窗口为准' };
  const input = { divisionCode: putuo, itemCode: 'YL-01-01', value };
  await achieve(app, 'putuo-office', {
    mutation: 'overrideField',
    input: { ...input, editionId: edition.id },
    shape: z.object({}),
  });
  const statements: string[] = [];
  const Items = z.array(
    z.object({
      code: z.string(),
      isLeaf: z.boolean(),
      ownFacts: z.array(z.object({ field: z.string() })),
      dueDate: z.object({ date: z.string() }).nullable(),
    }),
  );
  const query = `query ($id: ID!) { catalogueEdition(id: $id) { previewItems { code isLeaf ownFacts { field }
    dueDate(triggers: [{ trigger: FORMED, at: "2026-02-09T10:00:00+08:00" }]) { date } } } }`;
  const answer = await counted.run(statements, () => app.editorially({ query, variables: { id: edition.id } }, token));
  const items = z.object({ catalogueEdition: z.object({ previewItems: Items }) }).parse(answer.data)
    .catalogueEdition.previewItems;
  expect(items.length).toBeGreaterThan(80);
  // What the district says already, told apart item by item; what it only proposes is not among it.
  const speaking = items.filter((item) => item.ownFacts.length > 0);
  expect(speaking.length).toBeGreaterThan(0);
  expect(speaking.length).toBeLessThan(items.length / 2);
  expect(items.find((item) => item.code === 'YL-01-01')?.ownFacts.map((fact) => fact.field)).not.toContain('note');
  expect(items.filter((item) => item.dueDate !== null).length).toBeGreaterThan(20);
  expect(statements.length).toBeLessThan(25);
});
