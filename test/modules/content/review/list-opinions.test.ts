import { beforeAll, describe, expect, it } from 'vitest';
import { listOpinions } from '../../../../src/modules/content/review/list-opinions.js';
import { reviseDraft } from '../../../../src/modules/content/revise-draft.js';
import { approved, pass, people, settleCatalogue, submitted } from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

describe('listOpinions', () => {
  it('tells who said what when, those that no longer count marked', async () => {
    const draft = await pass(db, await submitted(db), 'PRELIMINARY');
    const patch = { title: '新标题' };
    const input = { draftId: draft.id, expectedRevision: draft.revision, patch };
    await db.transaction((tx) => reviseDraft(tx, people.drafter, input));
    expect(await listOpinions(db, people.drafter, { draftId: draft.id })).toMatchObject([
      {
        draftId: draft.id,
        round: 1,
        stage: 'PRELIMINARY',
        reviewerId: people.preliminary.accountId,
        verdict: 'PASS',
        revision: 2,
        at: new Date('2026-03-02T01:00:00Z'),
        void: true,
      },
    ]);
  });

  it('goes by the stages of a round', async () => {
    const { id: draftId } = await approved(db);
    const opinions = await listOpinions(db, people.supervisor, { draftId });
    expect(opinions.map((opinion) => opinion.stage)).toEqual(['PRELIMINARY', 'SECOND', 'FINAL']);
  });

  it('is hidden where the draft is', async () => {
    const { id: draftId } = await submitted(db);
    await expect(listOpinions(db, people.elsewhere, { draftId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
