import { expect, test } from 'vitest';
import { testDatabase } from '../support/test-database.js';

const db = await testDatabase();

test('all migrations on an empty database give the tables that the entities describe', async () => {
  expect(await db.orm.schema.getUpdateSchemaSQL()).toBe('');
});

test('migrations run once', async () => {
  expect(await db.migrate()).toEqual([]);
});
