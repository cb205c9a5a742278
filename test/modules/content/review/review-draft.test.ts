import { beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../../src/modules/content/draft.js';
import { findDraft } from '../../../../src/modules/content/find-draft.js';
import { listOpinions } from '../../../../src/modules/content/review/list-opinions.js';
import { reviewDraft, type ReviewDraftInput } from '../../../../src/modules/content/review/review-draft.js';
import { submitDraft } from '../../../../src/modules/content/submit-draft.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import {
  allPassed,
  approved,
  draftTraces,
  guide,
  pass,
  people,
  policy,
  settleCatalogue,
  submitted,
} from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';
import { ids } from '../../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

type Review = Partial<ReviewDraftInput> & Pick<ReviewDraftInput, 'stage'>;

const attempt = (actor: Actor, draft: Draft, review: Review): Promise<Draft> =>
  db.transaction((tx) =>
    reviewDraft(tx, actor, {
      draftId: draft.id,
      expectedRevision: draft.revision,
      verdict: 'PASS',
      aspects: allPassed,
      ...review,
    }),
  );

async function refusal(actor: Actor, draft: Draft, review: Review): Promise<unknown> {
  const before = await draftTraces(db);
  const error = await attempt(actor, draft, review).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await draftTraces(db)).toEqual(before);
  return error;
}

/** One person with every reviewing role. */
const everyStage: Actor = {
  accountId: '00000000-0000-4000-8000-0000000000ff',
  displayName: '全能审查人',
  grants: (['PRELIMINARY_REVIEWER', 'SECOND_REVIEWER', 'FINAL_REVIEWER'] as const).map((role) => ({
    role,
    scope: ids.putuoCivil,
  })),
};

describe('reviewDraft', () => {
  it('approves after three stages by three people', async () => {
    const draft = await approved(db);
    expect(draft).toMatchObject({ state: 'APPROVED', reviewRound: 1, revision: 2 });
    const opinions = await listOpinions(db, people.supervisor, { draftId: draft.id });
    expect(opinions.map(({ stage, reviewerId, verdict, revision }) => [stage, reviewerId, verdict, revision])).toEqual([
      ['PRELIMINARY', people.preliminary.accountId, 'PASS', 2],
      ['SECOND', people.second.accountId, 'PASS', 2],
      ['FINAL', people.final.accountId, 'PASS', 2],
    ]);
    expect(opinions[0]?.aspects).toEqual(allPassed.map((finding) => ({ ...finding, ground: null })));
  });

  it('E01: refuses 审定 before 复审', async () => {
    const draft = await pass(db, await submitted(db), 'PRELIMINARY');
    expect(await refusal(people.final, draft, { stage: 'FINAL' })).toMatchObject({
      errors: [
        {
          code: 'RULE_VIOLATION',
          path: ['stage'],
          rule: 'R-V01',
          message: '初审、复审、审定依次进行：应先进行复审，不能审定。',
          explanation: { rule: 'R-V01' },
        },
      ],
    });
  });

  it('E02: refuses the final opinion of who gave the preliminary one', async () => {
    const first = await attempt(everyStage, await submitted(db), { stage: 'PRELIMINARY' });
    expect(await refusal(everyStage, first, { stage: 'SECOND' })).toMatchObject({ errors: [{ rule: 'R-V02' }] });
    const second = await pass(db, first, 'SECOND');
    expect(await refusal(everyStage, second, { stage: 'FINAL' })).toMatchObject({
      errors: [{ code: 'RULE_VIOLATION', rule: 'R-V02', message: '您已作出初审意见，不得再任审定。' }],
    });
  });

  it('R-V02: refuses an author, whatever roles they hold', async () => {
    const draft = await submitted(db);
    const author: Actor = { ...everyStage, accountId: people.drafter.accountId };
    expect(await refusal(author, draft, { stage: 'PRELIMINARY' })).toMatchObject({
      errors: [{ rule: 'R-V02', message: '拟稿人不得审查自己的稿件。' }],
    });
  });

  it('R-V03: returns on a failed aspect whatever the verdict, and starts over at the first stage', async () => {
    const first = await pass(db, await submitted(db), 'PRELIMINARY');
    const aspects = allPassed.map((finding) =>
      finding.aspect === 'SECRECY' ? ({ ...finding, result: 'FAIL', ground: '附件含内部电话' } as const) : finding,
    );
    const returned = await attempt(people.second, first, { stage: 'SECOND', aspects, opinion: '请删除内部电话。' });
    expect(returned).toMatchObject({ state: 'RETURNED', reviewRound: 2 });
    expect(await refusal(people.second, returned, { stage: 'SECOND' })).toMatchObject({ errors: [{ rule: 'R-V01' }] });
    const again = await db.transaction((tx) =>
      submitDraft(tx, people.drafter, { draftId: first.id, expectedRevision: first.revision }),
    );
    expect(again.draft.state).toBe('SUBMITTED');
    expect(await refusal(people.second, again.draft, { stage: 'SECOND' })).toMatchObject({
      errors: [{ rule: 'R-V01' }],
    });
    const opinions = await listOpinions(db, people.drafter, { draftId: first.id });
    expect(opinions.map(({ round, stage, verdict }) => [round, stage, verdict])).toEqual([
      [1, 'PRELIMINARY', 'PASS'],
      [1, 'SECOND', 'RETURN'],
    ]);
  });

  it('wants every aspect answered, grounds for all but a pass, and a word with a return', async () => {
    const draft = await submitted(db);
    expect(await refusal(people.preliminary, draft, { stage: 'PRELIMINARY', aspects: [] })).toMatchObject({
      errors: [
        { path: ['aspects', 'LEGALITY'], rule: 'REV-02' },
        { path: ['aspects', 'SECRECY'], rule: 'REV-03' },
        { path: ['aspects', 'COMPLETENESS'] },
        { path: ['aspects', 'TRUTHFULNESS'] },
        { path: ['aspects', 'FORM_AND_WORDING'] },
      ],
    });
    const skipped = allPassed.map((finding) => ({ ...finding, result: 'NOT_APPLICABLE' as const, ground: '无' }));
    expect(await refusal(people.preliminary, draft, { stage: 'PRELIMINARY', aspects: skipped })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE', path: ['aspects', 'SECRECY'], rule: 'REV-03' }],
    });
    const ungrounded = allPassed.map((finding) =>
      finding.aspect === 'LEGALITY' ? { ...finding, result: 'FAIL' as const } : finding,
    );
    expect(await refusal(people.preliminary, draft, { stage: 'PRELIMINARY', aspects: ungrounded })).toMatchObject({
      errors: [{ path: ['aspects', 'LEGALITY'] }, { path: ['opinion'], rule: 'R-V03' }],
    });
    const twice = [...allPassed, ...allPassed.slice(0, 1)];
    expect(await refusal(people.preliminary, draft, { stage: 'PRELIMINARY', aspects: twice })).toMatchObject({
      errors: [{ code: 'DUPLICATE', path: ['aspects', 'LEGALITY'] }],
    });
  });

  it('ends what is not proactive as issued, with its document number and nothing in the ledger', async () => {
    const [before] = await db.sql('select sequence from ledger_head');
    const draft = await approved(db, policy({ attributeProposed: 'NOT_DISCLOSED', attributeReason: '涉及工作秘密' }));
    expect(draft).toMatchObject({ state: 'ISSUED_NOT_PUBLIC', releasedDisclosureId: null, releasedVersion: null });
    expect(draft.fields).toMatchObject({ docNo: '示例民发〔2026〕3号', footnote: '此件不予公开' });
    const [after] = await db.sql('select sequence from ledger_head');
    expect(after).toEqual(before);
    expect(await findDraft(db, people.final, { id: draft.id })).toEqual(draft);
  });

  it('R-V06: nobody passes what was received without its source copy, nor skips its truthfulness', async () => {
    const sourceCopy = { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` };
    const source = { origin: 'RECEIVED_FROM_PERSON', sourceKind: 'CITIZEN', sourceName: '张三', sourceCopy } as const;
    const draft = await submitted(db, guide(source));
    const aspects = allPassed.map((finding) =>
      finding.aspect === 'TRUTHFULNESS' ? ({ ...finding, result: 'NOT_APPLICABLE', ground: '原件' } as const) : finding,
    );
    expect(await refusal(people.preliminary, draft, { stage: 'PRELIMINARY', aspects })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE', rule: 'R-V06', path: ['aspects', 'TRUTHFULNESS'], explanation: {} }],
    });
    await db.sql('update draft set source_copy = null where id = $1', [draft.id]);
    expect(await refusal(people.preliminary, draft, { stage: 'PRELIMINARY' })).toMatchObject({
      errors: [{ code: 'REQUIRED', rule: 'R-V06', path: ['sourceCopy'], explanation: { rule: 'R-V06' } }],
    });
    const opinion = '请附来源件。';
    const returned = await attempt(people.preliminary, draft, { stage: 'PRELIMINARY', verdict: 'RETURN', opinion });
    expect(returned.state, 'it can be sent back').toBe('RETURNED');
  });

  it('is for the reviewers of the stage, on the revision they read', async () => {
    const draft = await submitted(db);
    expect(await refusal(people.elsewhere, draft, { stage: 'PRELIMINARY' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, draft, { stage: 'PRELIMINARY' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.second, draft, { stage: 'PRELIMINARY' })).toMatchObject({ code: 'FORBIDDEN' });
    const stale = { stage: 'PRELIMINARY', expectedRevision: 1 } as const;
    expect(await refusal(people.preliminary, draft, stale)).toMatchObject({ code: 'CONFLICT' });
    const unclean = { stage: 'PRELIMINARY', opinion: '\u0000' } as const;
    expect(await refusal(people.preliminary, draft, unclean)).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('lets one of two through who pass the same stage at once', async () => {
    const draft = await submitted(db);
    const other: Actor = { ...people.preliminary, accountId: '00000000-0000-4000-8000-0000000000fe' };
    const outcomes = await Promise.allSettled(
      [people.preliminary, other].map((actor) => attempt(actor, draft, { stage: 'PRELIMINARY' })),
    );
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await listOpinions(db, people.drafter, { draftId: draft.id })).toHaveLength(1);
  });

  it('keeps opinions for ever: the database refuses to change or delete them', async () => {
    const draft = await approved(db);
    const change = db.sql(`update review_opinion set opinion = '改' where draft_id = $1`, [draft.id]);
    await expect(change).rejects.toThrow('opinions are kept for ever');
    const deletion = db.sql('delete from review_opinion where draft_id = $1', [draft.id]);
    await expect(deletion).rejects.toThrow('opinions are kept for ever');
  });
});
