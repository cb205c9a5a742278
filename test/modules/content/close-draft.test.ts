import { beforeAll, describe, expect, it } from 'vitest';
import { closeDraft } from '../../../src/modules/content/close-draft.js';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import { approved, draftTraces, people, settleCatalogue, submitted } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const disclosureId = '00000000-0000-4000-8000-00000000beef';

describe('closeDraft', () => {
  it('ends an approved draft as released', async () => {
    const { id: draftId } = await approved(db);
    await db.transaction((tx) => closeDraft(tx, people.editor, { draftId, disclosureId, version: 1 }));
    expect(await findDraft(db, people.editor, { id: draftId })).toMatchObject({
      state: 'RELEASED',
      releasedDisclosureId: disclosureId,
      releasedVersion: 1,
      updatedBy: people.editor.accountId,
    });
  });

  it('refuses a draft that is not approved and leaves it as it was', async () => {
    const { id: draftId } = await submitted(db);
    const before = await draftTraces(db);
    const close = db.transaction((tx) => closeDraft(tx, people.editor, { draftId, disclosureId, version: 1 }));
    await expect(close).rejects.toMatchObject({ errors: [{ code: 'NOT_ALLOWED_HERE', rule: 'R-V01' }] });
    expect(await draftTraces(db)).toEqual(before);
  });
});
