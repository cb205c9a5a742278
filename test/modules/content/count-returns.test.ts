import { beforeAll, describe, expect, it } from 'vitest';
import { countReturns, type ReturnsQuery } from '../../../src/modules/content/count-returns.js';
import { submitDraft } from '../../../src/modules/content/submit-draft.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { create, people, person, settleCatalogue } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const march: ReturnsQuery = { from: '2026-03-01', to: '2026-03-31' };

/** At midnight the day ends: returned on 2 March three times, once of them in its last second, and once on 3 March. */
beforeAll(async () => {
  await settleCatalogue(db);
  const { id: draftId } = await create(db);
  for (const at of ['02T00:00:00', '02T12:00:00', '02T23:59:59', '03T00:00:00']) {
    clock.set(new Date(`2026-03-${at}+08:00`));
    await db.transaction((tx) => submitDraft(tx, people.drafter, { draftId, expectedRevision: 1 }));
  }
});

const bureau = { bodyId: ids.putuoCivil, bodyName: '普陀区民政局', divisionCode: '310107', rule: 'R-A01' };

describe('countReturns', () => {
  it('counts by body and rule, from the first day to the last, both included, in Shanghai', async () => {
    expect(await countReturns(db, people.supervisor, march)).toEqual([{ ...bureau, count: 4 }]);
    const days = (from: string, to: string) => countReturns(db, people.supervisor, { from, to });
    expect(await days('2026-03-02', '2026-03-02')).toEqual([{ ...bureau, count: 3 }]);
    expect(await days('2026-03-03', '2026-03-03')).toEqual([{ ...bureau, count: 1 }]);
    expect(await days('2026-03-01', '2026-03-01')).toEqual([]);
    expect(await days('2026-03-04', '2026-03-31')).toEqual([]);
  });

  it('asks for one rule or one body', async () => {
    const ask = (more: Partial<ReturnsQuery>) => countReturns(db, people.supervisor, { ...march, ...more });
    expect(await ask({ rule: 'R-A01', bodyId: ids.putuoCivil })).toEqual([{ ...bureau, count: 4 }]);
    expect(await ask({ rule: 'R-A02' })).toEqual([]);
    expect(await ask({ bodyId: ids.putuo })).toEqual([]);
    expect(await ask({ bodyId: 'nonsense' })).toEqual([]);
  });

  it('is for those who supervise, and shows them the bodies below them alone', async () => {
    const office = person(20, 'DISCLOSURE_OFFICE', '310107');
    expect(await countReturns(db, office, march)).toEqual([{ ...bureau, count: 4 }]);
    expect(await countReturns(db, person(21, 'SUPERVISOR', '310101'), march)).toEqual([]);
    for (const actor of [people.drafter, people.signer, people.editor, people.operator]) {
      await expect(countReturns(db, actor, march)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const both = {
      ...people.drafter,
      grants: [...people.drafter.grants, { role: 'SUPERVISOR', scope: '310101' }],
    } as const;
    expect(await countReturns(db, both, march), 'a drafter’s grant does not count here').toEqual([]);
  });

  it('refuses days that are none', async () => {
    for (const [from, to] of [
      ['2026-03-02', '2026-03-01'],
      ['2026-02-30', '2026-03-01'],
      ['x', 'y'],
    ]) {
      const asked = countReturns(db, people.supervisor, { from: from ?? '', to: to ?? '' });
      await expect(asked).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});
