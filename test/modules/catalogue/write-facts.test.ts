import { describe, expect, it } from 'vitest';
import { seedActor } from '../../../seeds/seed-actor.js';
import { seedJurisdictions } from '../../../seeds/seed-jurisdictions.js';
import { addItems } from '../../../src/modules/catalogue/add-items.js';
import { findEffectiveItem } from '../../../src/modules/catalogue/find-effective-item.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import { defineDivisions } from '../../../src/modules/jurisdictions/divisions/define-divisions.js';
import { registerBodies } from '../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { readHead } from '../../../src/modules/ledger/read-head.js';
import type { Database } from '../../../src/platform/db/database.js';
import { bodies, divisions, operator } from '../jurisdictions/small-country.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const wide = await testDatabase();
await seedJurisdictions(wide, seedActor);
const narrow = await testDatabase();
await narrow.transaction((tx) => defineDivisions(tx, operator, { divisions: divisions.slice(0, 1) }));
await narrow.transaction((tx) => registerBodies(tx, operator, { bodies: bodies.slice(0, 1) }));

const group = small.item({
  code: small.group,
  parentCode: null,
  isLeaf: false,
  identifier: 'ELDERLY_CARE',
  columns: { name: '养老服务' },
});
const leaf = small.item({ columns: small.columns({ responsibility: { function: 'GOVERNMENT' } }) });
for (const db of [wide, narrow]) {
  await db.transaction((tx) => addItems(tx, small.cityOffice, { divisionCode: small.city, items: [group, leaf] }));
}

const subject = { divisionCode: small.city, itemCode: small.leaf };

/** How many rows of each table a transaction inserted, changed or deleted, by the database's own count. */
async function written(db: Database, work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const rows = () =>
    db.sql<{ name: string; version: string }>(
      `select 'catalogue_item' as name, xmin::text || code as version from catalogue_item
       union all select 'catalogue_fact', xmin::text || id::text from catalogue_fact`,
    );
  const before = new Set((await rows()).map((row) => row.version));
  const total = await small.traces(db);
  await work();
  const touched = (await rows()).filter((row) => !before.has(row.version));
  const gained = small.gained(total, await small.traces(db));
  return { ...gained, catalogueRows: touched.length };
}

const edit = (db: Database) => () =>
  db.transaction((tx) => overrideField(tx, small.cityOffice, { ...subject, value: { deadline: small.days(15) } }));

describe('a city edit', () => {
  it('writes at most three catalogue rows, and the same rows in all for 1 and for 232 divisions', async () => {
    const few = await written(narrow, edit(narrow));
    const many = await written(wide, edit(wide));
    expect(many).toEqual(few);
    expect(many).toEqual({
      audit_entry: 1,
      catalogue_fact: 1,
      ledger_entry: 1,
      outbox_event: 1,
      head: 1,
      catalogueRows: 2,
    });
    const street = await findEffectiveItem(wide, { divisionCode: '310107005', itemCode: small.leaf });
    expect(street?.deadline).toMatchObject({ amount: 15, origin: { level: 'CITY' } });
  });
});

describe('two writers of one field', () => {
  it('follow each other: one current fact, one sequence each, nothing lost', async () => {
    const before = await readHead(wide);
    const amounts = [14, 13, 12, 11, 10, 9, 8, 7];
    await Promise.all(
      amounts.map((amount) =>
        wide.transaction((tx) =>
          overrideField(tx, small.cityOffice, { ...subject, value: { deadline: small.days(amount) } }),
        ),
      ),
    );
    const [open] = await wide.sql<{ count: number }>(
      `select count(*)::int as count from catalogue_fact
       where item_code = $1 and field = 'deadline' and to_sequence is null`,
      [small.leaf],
    );
    expect(open?.count).toBe(1);
    expect((await readHead(wide)).sequence - before.sequence).toBe(BigInt(amounts.length));
    const [gaps] = await wide.sql<{ count: number }>(
      `select count(*)::int as count from catalogue_fact a join catalogue_fact b using (item_code, division_code, field, slot)
       where a.id <> b.id and a.from_sequence <= b.from_sequence and coalesce(a.to_sequence, 9e18) > b.from_sequence`,
    );
    expect(gaps?.count).toBe(0);
  });

  it('lets exactly one of those win who saw the same value', async () => {
    const [seen] = await wide.sql<{ id: string }>(
      `select id::text from catalogue_fact where item_code = $1 and field = 'deadline' and to_sequence is null`,
      [small.leaf],
    );
    const results = await Promise.allSettled(
      [6, 5, 4, 3, 2].map((amount) =>
        wide.transaction((tx) =>
          overrideField(tx, small.cityOffice, {
            ...subject,
            value: { deadline: small.days(amount) },
            expectedFactId: seen?.id ?? null,
          }),
        ),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });
});
