import { describe, expect, it } from 'vitest';
import { endExemption } from '../../../../src/modules/catalogue/audit/end-exemption.js';
import { exemptFunction } from '../../../../src/modules/catalogue/audit/exempt-function.js';
import { printInstant } from '../../../../src/modules/rules/calendar-date.js';
import { listExemptions } from '../../../../src/modules/catalogue/audit/list-exemptions.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const made = await db.transaction((tx) =>
  exemptFunction(tx, small.districtOffice, { divisionCode: small.district, function: 'JUSTICE', reason: '职能上收' }),
);
const input = { exemptionId: made.id };

describe('endExemption', () => {
  it('is for those who keep the catalogue', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      expect(await small.denial(db, (tx) => endExemption(tx, actor, input))).toBe('FORBIDDEN');
    }
    for (const exemptionId of ['none', '00000000-0000-4000-8000-000000000099']) {
      expect(await small.denial(db, (tx) => endExemption(tx, small.districtOffice, { exemptionId }))).toBe('NOT_FOUND');
    }
    expect(await small.traces(db)).toEqual(before);
  });

  it('keeps the row with the moment of its end, once', async () => {
    const ended = await db.transaction((tx) => endExemption(tx, small.districtOffice, input));
    expect(ended).toEqual({ ...made, endedAt: db.clock.now() });
    expect(await listExemptions(db, [small.district])).toEqual([ended]);
    const refused = await small.refusals(db, (tx) => endExemption(tx, small.districtOffice, input));
    expect(refused).toMatchObject([{ code: 'NOT_ALLOWED_HERE', path: ['exemptionId'] }]);
    expect(small.reasons(refused)).toEqual([`CAT-07 终止时间=${printInstant(db.clock.now())}`]);
  });
});
