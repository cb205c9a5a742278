import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);

const insert = (...rows: readonly (readonly [code: string, tier: number, parent: string | null])[]): string =>
  `insert into catalogue_item (code, parent_code, defined_at, category, tier, is_leaf, identifier, position, local, from_sequence)
   values ${rows
     .map(
       ([code, tier, parent]) =>
         `('${code}', ${parent === null ? 'null' : `'${parent}'`}, '310000', 'KEY_WORK', ${tier}, false, 'X', 9, false, 9)`,
     )
     .join(', ')}`;

describe('the tree of items cannot become a cycle', () => {
  const connections = [db.connect(), db.connect()];
  afterAll(async () => {
    for (const connection of connections) (await connection).release();
  });

  it('the database refuses a parent that is missing, not above, or the item itself, even in one statement', async () => {
    for (const rows of [
      [['C-1', 2, 'C-9']],
      [['C-1', 1, small.group]],
      [['C-1', 2, 'C-1']],
      [
        ['C-1', 2, 'C-2'],
        ['C-2', 2, 'C-1'],
      ],
      [
        ['C-1', 2, 'C-2'],
        ['C-2', 1, 'C-1'],
      ],
    ] as const) {
      await expect(db.sql(insert(...rows))).rejects.toThrow('does not stand above');
    }
  });

  it('and an item that would move', async () => {
    for (const change of [`parent_code = '${small.leaf}'`, 'parent_code = null', 'tier = 7', `code = 'C-7'`]) {
      await expect(db.sql(`update catalogue_item set ${change} where code = '${small.leaf}'`)).rejects.toThrow(
        'never changed',
      );
    }
  });

  it('two connections that draw opposite edges: neither sees the other, neither can', async () => {
    const [one, other] = await Promise.all(connections);
    if (one === undefined || other === undefined) throw new Error('Two connections are needed.');
    await one.query('begin');
    await other.query('begin');
    await one.query(insert(['C-1', 1, null], ['C-2', 2, 'C-1']));
    await expect(other.query(insert(['C-3', 3, 'C-2']))).rejects.toThrow('does not stand above');
    await other.query('rollback');
    await other.query('begin');
    const blocked = other.query(insert(['C-2', 1, null], ['C-1', 2, 'C-2'])).then(
      () => 'taken',
      (error: Error) => error.message,
    );
    await one.query('commit');
    expect(await blocked).toContain('catalogue_item_pkey');
    await other.query('rollback');
    const rows = await db.sql(`select code, parent_code from catalogue_item where code like 'C-%' order by code`);
    expect(rows).toEqual([
      { code: 'C-1', parent_code: null },
      { code: 'C-2', parent_code: 'C-1' },
    ]);
  });
});
