import { expect, test } from 'vitest';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase({ poolSize: 1 });

async function preparedTexts(): Promise<string[]> {
  const rows = await db.transaction((tx) =>
    tx.sql<{ statement: string }>('select statement from pg_prepared_statements'),
  );
  return rows.map(({ statement }) => statement);
}

test('what a verb runs again and again is planned once, with the same answers', async () => {
  const text = 'select $1::int + $2::int as sum, $3::text[] as names';
  const run = (left: number) => db.transaction((tx) => tx.sql(text, [left, 1, ['a', 'b']]));
  for (let left = 0; left < 18; left += 1) expect(await run(left)).toEqual([{ sum: left + 1, names: ['a', 'b'] }]);
  expect(await preparedTexts()).not.toContain(text);
  for (let left = 18; left < 30; left += 1) expect(await run(left)).toEqual([{ sum: left + 1, names: ['a', 'b'] }]);
  expect(await preparedTexts()).toContain(text);
  await expect(db.transaction((tx) => tx.sql(text, ['no number', 1, []]))).rejects.toThrow(/invalid input syntax/);
  expect(await run(1)).toEqual([{ sum: 2, names: ['a', 'b'] }]);
});

test('what there is nothing to plan of is left as it is', async () => {
  const text = 'set local statement_timeout = 60000';
  for (let index = 0; index < 30; index += 1) await db.transaction((tx) => tx.sql(text));
  expect(await preparedTexts()).not.toContain(text);
});
