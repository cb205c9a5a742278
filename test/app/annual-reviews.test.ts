import { expect, test } from 'vitest';
import { startAnnualReviews } from '../../src/app/annual-reviews.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import { settleCatalogue } from '../modules/catalogue/small-catalogue.js';
import { testDatabase } from '../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
await settleCatalogue(db);

test('the worker opens the reviews that come due as soon as it starts, once', async () => {
  const faults: unknown[] = [];
  const opened = async () => {
    await startAnnualReviews(db, (fault) => faults.push(fault)).stop();
    return (await db.sql(`select 1 from task where kind = 'CATALOGUE_REVIEW'`)).length;
  };
  expect(await opened()).toBe(0);
  clock.set('2027-03-01T01:00:00Z');
  expect(await opened()).toBe(4);
  expect(await opened()).toBe(4);
  expect(faults).toEqual([]);
});
