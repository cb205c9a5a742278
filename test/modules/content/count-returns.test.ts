import { beforeAll, describe, expect, it } from 'vitest';
import { countReturns } from '../../../src/modules/content/count-returns.js';
import { submitDraft } from '../../../src/modules/content/submit-draft.js';
import { create, people, settleCatalogue } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
const now = new Date('2026-03-02T01:00:00Z');
const later = new Date('2026-03-02T01:00:01Z');
const asked = { rule: 'R-A01', bodyIds: [ids.putuo, ids.putuoCivil], from: now, to: later };

beforeAll(async () => {
  await settleCatalogue(db);
  const { id: draftId } = await create(db);
  for (const _ of [1, 2]) {
    await db.transaction((tx) => submitDraft(tx, people.drafter, { draftId, expectedRevision: 1 }));
  }
});

describe('countReturns', () => {
  it('counts each return of the bodies by the rule, the end not included', async () => {
    expect(await countReturns(db, asked)).toBe(2);
    expect(await countReturns(db, { ...asked, to: now })).toBe(0);
    expect(await countReturns(db, { ...asked, from: later })).toBe(0);
    expect(await countReturns(db, { ...asked, bodyIds: [ids.putuo] })).toBe(0);
    expect(await countReturns(db, { ...asked, rule: 'R-A02' })).toBe(0);
  });
});
