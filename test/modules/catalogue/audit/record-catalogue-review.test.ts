import { describe, expect, it } from 'vitest';
import { catalogueAudit } from '../../../../src/modules/catalogue/audit/catalogue-audit.js';
import { openAnnualReviews } from '../../../../src/modules/catalogue/audit/open-annual-reviews.js';
import { recordCatalogueReview } from '../../../../src/modules/catalogue/audit/record-catalogue-review.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';

// The catalogue begins on 2026-03-02: its first review is due a year later.
const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
await small.settleCatalogue(db);
const input = { divisionCode: small.district, note: '逐项核对，无需调整' };

const openOf = async (divisionCode: string) =>
  (await listTasks(db, { divisionCode, kinds: ['CATALOGUE_REVIEW'], state: 'OPEN', first: 10 })).tasks;
const isDue = async (divisionCode: string) =>
  (await catalogueAudit(db, { divisionCode, now: clock.now() })).some(({ kind }) => kind === 'REVIEW_DUE');
const open = () => db.transaction(openAnnualReviews);

describe('recordCatalogueReview', () => {
  it('is for those who keep the catalogue, and says what was found', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      expect(await small.denial(db, (tx) => recordCatalogueReview(tx, actor, input))).toBe('FORBIDDEN');
    }
    expect(
      await small.refusals(db, (tx) => recordCatalogueReview(tx, small.districtOffice, { ...input, note: ' ' })),
    ).toMatchObject([{ code: 'REQUIRED', path: ['note'], rule: 'CAT-19' }]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('is asked for once, thirty days ahead, of every division with a catalogue', async () => {
    clock.set('2027-01-30T15:59:59Z');
    expect(await open()).toEqual([]);
    clock.set('2027-01-30T16:00:00Z');
    expect(await open()).toHaveLength(4);
    expect(await open()).toEqual([]);
    const [task] = await openOf(small.district);
    expect(task).toMatchObject({
      subject: small.district,
      cause: '2027-03-02',
      dueDate: '2027-03-02',
      why: {
        rule: 'CAT-19',
        inputs: [{ name: '目录开始', value: '2026-03-02' }],
        text: '标准目录应于2027-03-02前复核。',
      },
    });
    expect(await isDue(small.district)).toBe(false);
    clock.set('2027-03-02T01:00:00Z');
    expect(await isDue(small.district)).toBe(true);
  });

  it('closes the task of this division alone; the next one is due a year later', async () => {
    const [task] = await openOf(small.district);
    const before = await small.traces(db);
    const review = await db.transaction((tx) => recordCatalogueReview(tx, small.districtOffice, input));
    expect(review).toEqual({
      divisionCode: small.district,
      reviewedOn: '2027-03-02',
      nextDue: '2028-03-01',
      closedTasks: [task?.id],
    });
    expect(small.gained(before, await small.traces(db))).toEqual({ audit_entry: 1, catalogue_review: 1 });
    expect(await isDue(small.district)).toBe(false);
    expect(await isDue(small.street)).toBe(true);
    expect(await openOf(small.street)).toHaveLength(1);
    expect(await open()).toEqual([]);
    clock.set('2028-01-31T01:00:00Z');
    expect(await open()).toHaveLength(1);
    expect((await openOf(small.district)).map(({ cause }) => cause)).toEqual(['2028-03-01']);
  });
});
