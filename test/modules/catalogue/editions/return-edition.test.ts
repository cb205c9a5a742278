import { describe, expect, it } from 'vitest';
import { findEditionEvents } from '../../../../src/modules/catalogue/editions/find-edition.js';
import { returnEdition } from '../../../../src/modules/catalogue/editions/return-edition.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { cityApprover, districtApprover, proposed, published, underReview } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

describe('returnEdition', () => {
  it('gives back with an opinion, which stays when the edition comes again', async () => {
    const editionId = await proposed(db, small.district, { value: { deadline: small.days(12) } });
    await underReview(db, small.district, editionId);
    const back = await db.transaction((tx) => returnEdition(tx, cityApprover, { editionId, opinion: '请再缩短' }));
    expect(back.state).toBe('RETURNED');
    await proposed(db, small.district, { editionId, value: { deadline: small.days(10) } });
    await published(db, small.district, editionId);
    expect((await findEditionEvents(db, editionId)).map(({ state, opinion }) => [state, opinion])).toEqual([
      ['DRAFT', null],
      ['SUBMITTED', null],
      ['UPPER_REVIEW', null],
      ['RETURNED', '请再缩短'],
      ['SUBMITTED', null],
      ['UPPER_REVIEW', null],
      ['APPROVED', null],
      ['PUBLISHED', null],
    ]);
    expect((await small.itemAt(db, small.district)).deadline).toMatchObject({ amount: 10, kind: 'COMMITTED' });
  });

  it('asks for an opinion, and is for the next level up', async () => {
    const editionId = await proposed(db, small.street, { value: { note: '备注' } });
    await underReview(db, small.street, editionId);
    const before = await small.traces(db);
    const faults = await small.refusals(db, (tx) => returnEdition(tx, districtApprover, { editionId, opinion: ' ' }));
    expect(faults).toMatchObject([{ code: 'REQUIRED', path: ['opinion'], rule: 'R-I13' }]);
    const input = { editionId, opinion: '退回' };
    expect(await small.denial(db, (tx) => returnEdition(tx, cityApprover, input))).toBe('FORBIDDEN');
    expect(await small.traces(db)).toEqual(before);
  });
});
