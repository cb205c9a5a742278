import { describe, expect, it } from 'vitest';
import { reviewEdition } from '../../../../src/modules/catalogue/editions/review-edition.js';
import { submitEdition } from '../../../../src/modules/catalogue/editions/submit-edition.js';
import { actorWith } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { cityApprover, districtApprover, proposed } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

async function submitted(): Promise<string> {
  const editionId = await proposed(db, small.street, { value: { deadline: small.days(9) } });
  await db.transaction((tx) => submitEdition(tx, small.streetOffice, { editionId }));
  return editionId;
}

describe('reviewEdition', () => {
  it('is for the next level up (B08, R-I13)', async () => {
    const editionId = await submitted();
    const before = await small.traces(db);
    const self = { ...small.streetOffice, grants: [...small.streetOffice.grants, ...districtApprover.grants] };
    for (const [actor, code] of [
      [small.streetOffice, 'FORBIDDEN'],
      [small.cityOffice, 'FORBIDDEN'],
      [cityApprover, 'FORBIDDEN'],
      [actorWith('SUPERVISOR', small.district), 'FORBIDDEN'],
      [small.otherOffice, 'NOT_FOUND'],
      // Whoever submitted cannot review, whatever else he may be.
      [self, 'FORBIDDEN'],
    ] as const) {
      expect(await small.denial(db, (tx) => reviewEdition(tx, actor, { editionId }))).toBe(code);
    }
    expect(await small.traces(db)).toEqual(before);
    const taken = await db.transaction((tx) => reviewEdition(tx, districtApprover, { editionId }));
    expect(taken.state).toBe('UPPER_REVIEW');
  });

  it('takes up what was submitted, once', async () => {
    const draft = await proposed(db, small.street, { value: { note: '备注' } });
    expect(await small.denial(db, (tx) => reviewEdition(tx, districtApprover, { editionId: draft }))).toBe('NOT_FOUND');
    const editionId = await submitted();
    await db.transaction((tx) => reviewEdition(tx, small.districtOffice, { editionId }));
    const faults = await small.refusals(db, (tx) => reviewEdition(tx, districtApprover, { editionId }));
    expect(faults).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
  });
});
