import { beforeAll, describe, expect, it } from 'vitest';
import { closeDraft } from '../../../src/modules/content/close-draft.js';
import { findReleasableDraft } from '../../../src/modules/content/find-releasable-draft.js';
import { approved, guide, people, settleCatalogue } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

describe('findReleasableDraft', () => {
  it('gives the elements with their names, in the order of the item', async () => {
    const elements = { tip: '提示', contact: '12345', scope: '老人' };
    const draft = await approved(db, guide({ elements }));
    const releasable = await db.transaction((tx) => findReleasableDraft(tx, draft.id));
    expect(releasable).toMatchObject({
      ...draft,
      filing: { division: { code: '310107' }, body: { id: draft.bodyId } },
    });
    expect(releasable.elementTexts).toEqual([
      { element: 'scope', name: '适用范围', text: '老人' },
      { element: 'contact', name: '联系方式', text: '12345' },
      { element: 'tip', name: '提示', text: '提示' },
    ]);
  });

  it('holds the draft against a second release', async () => {
    const draft = await approved(db);
    const release = () =>
      db.transaction(async (tx) => {
        await findReleasableDraft(tx, draft.id);
        return closeDraft(tx, people.editor, { draftId: draft.id, disclosureId: draft.id, version: 1 });
      });
    const outcomes = await Promise.allSettled([release(), release()]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not know what is not there', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    for (const id of [nobody, 'nonsense']) {
      await expect(db.transaction((tx) => findReleasableDraft(tx, id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
