import { beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import { create, people, person, settleCatalogue } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

describe('findDraft', () => {
  it('shows a draft to everyone with a part in it, on its body or above', async () => {
    const draft = await create(db);
    for (const actor of [people.drafter, people.final, people.supervisor, person(30, 'DISCLOSURE_OFFICE', '310000')]) {
      expect(await findDraft(db, actor, { id: draft.id })).toEqual(draft);
    }
  });

  it('answers alike for what is hidden and for what is not there', async () => {
    const { id } = await create(db);
    const street = person(31, 'EDITOR', '310107005');
    const hidden = [people.elsewhere, people.operator, street].map((actor) => findDraft(db, actor, { id }));
    const absent = ['00000000-0000-4000-8000-00000000dead', 'nonsense'].map((other) =>
      findDraft(db, people.drafter, { id: other }),
    );
    const outcomes = await Promise.allSettled([...hidden, ...absent]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual(
      outcomes.map(() => expect.objectContaining({ code: 'NOT_FOUND', message: '未找到，或无权查看。' })),
    );
  });
});
