import { beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import { reviseDraft, type ReviseDraftInput } from '../../../src/modules/content/revise-draft.js';
import { listOpinions } from '../../../src/modules/content/review/list-opinions.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import {
  approved,
  create,
  draftTraces,
  guide,
  pass,
  people,
  person,
  settleCatalogue,
  submitted,
} from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const attempt = (actor: Actor, input: ReviseDraftInput) => db.transaction((tx) => reviseDraft(tx, actor, input));

async function refusal(actor: Actor, input: ReviseDraftInput): Promise<unknown> {
  const before = await draftTraces(db);
  const error = await attempt(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await draftTraces(db)).toEqual(before);
  return error;
}

describe('reviseDraft', () => {
  it('changes where the information comes from, and what belonged to the origin before goes', async () => {
    const source = { sourceKind: 'CITIZEN', sourceName: '张三' } as const;
    const draft = await create(db, guide({ origin: 'RECEIVED_FROM_PERSON', ...source }));
    const coMakerIds = [ids.putuoCivil, ids.putuo];
    const patch = { origin: 'CO_MADE', coMakerIds, leadBodyId: ids.putuoCivil } as const;
    const revised = await attempt(people.drafter, { draftId: draft.id, expectedRevision: 1, patch });
    expect(revised).toMatchObject({ ...patch, sourceKind: null, sourceName: null, revision: 2 });
    expect(await findDraft(db, people.drafter, { id: draft.id })).toEqual(revised);
    const again = await attempt(people.drafter, { draftId: draft.id, expectedRevision: 2, patch });
    expect(again, 'the same again changes nothing').toEqual(revised);
  });

  it('writes what is named and leaves the rest', async () => {
    const draft = await create(db);
    const patch = { summary: null, fields: { fee: '免费' }, elements: { tip: '节假日不办理', contact: '12345' } };
    const revised = await attempt(people.drafter, { draftId: draft.id, expectedRevision: 1, patch });
    expect(revised).toMatchObject({ title: draft.title, html: draft.html, summary: null, revision: 2, reviewRound: 1 });
    expect(revised.fields).toEqual({ ...draft.fields, fee: '免费' });
    expect(revised.elements).toEqual({ scope: draft.elements.scope, contact: '12345', tip: '节假日不办理' });
    expect(await findDraft(db, people.drafter, { id: draft.id })).toEqual(revised);
  });

  it('is for drafters of the body only', async () => {
    const { id: draftId } = await create(db);
    const input = { draftId, expectedRevision: 1, patch: { title: '新标题' } };
    expect(await refusal(people.elsewhere, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.editor, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.drafter, { ...input, draftId: 'nonsense' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses a revision that is not the newest, naming both and the fields', async () => {
    const { id: draftId } = await create(db);
    const input = { draftId, expectedRevision: 1, patch: { title: '新标题' } };
    await attempt(people.drafter, input);
    expect(await refusal(people.drafter, { ...input, patch: { summary: '迟到', title: '迟到' } })).toMatchObject({
      code: 'CONFLICT',
      details: { expected: 1, actual: 2, fields: ['summary', 'title'] },
    });
  });

  it('lets one of two through who revise at once', async () => {
    const { id: draftId } = await create(db);
    const outcomes = await Promise.allSettled(
      ['甲', '乙'].map((title) => attempt(people.drafter, { draftId, expectedRevision: 1, patch: { title } })),
    );
    const rejected = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.reason).toMatchObject({ code: 'CONFLICT', details: { expected: 1, actual: 2 } });
    expect(await findDraft(db, people.drafter, { id: draftId })).toMatchObject({ revision: 2 });
  });

  it('E03: voids every approval when a picture is replaced', async () => {
    const draft = await approved(db);
    expect(draft.state).toBe('APPROVED');
    const picture = { name: '流程图.png', mediaType: 'image/png', size: 1024, sha256: `sha256:${'ab'.repeat(32)}` };
    const input = { draftId: draft.id, expectedRevision: draft.revision, patch: { attachments: [picture] } };
    const revised = await attempt(people.drafter, input);
    expect(revised).toMatchObject({ state: 'DRAFTING', reviewRound: 2, revision: draft.revision + 1 });
    const opinions = await listOpinions(db, people.drafter, { draftId: draft.id });
    expect(opinions.map(({ stage, round, void: gone }) => [stage, round, gone])).toEqual([
      ['PRELIMINARY', 1, true],
      ['SECOND', 1, true],
      ['FINAL', 1, true],
    ]);
  });

  it('takes a draft out of review that was half way through', async () => {
    const draft = await pass(db, await submitted(db), 'PRELIMINARY');
    const input = { draftId: draft.id, expectedRevision: draft.revision, patch: { title: '新标题' } };
    expect(await attempt(people.drafter, input)).toMatchObject({ state: 'DRAFTING', reviewRound: 2 });
  });

  it('changes nothing when nothing changes', async () => {
    const draft = await approved(db);
    const patch = { title: draft.title, fields: { fee: '不收费' }, keywords: [...draft.keywords] };
    const same = await attempt(people.drafter, { draftId: draft.id, expectedRevision: draft.revision, patch });
    expect(same).toEqual(draft);
    expect(await findDraft(db, people.drafter, { id: draft.id })).toEqual(draft);
  });

  it('remembers everyone who wrote', async () => {
    const draft = await create(db);
    const colleague = person(20, 'DRAFTER', '310107');
    const input = { draftId: draft.id, expectedRevision: 1, patch: { title: '同事修改' } };
    const revised = await attempt(colleague, input);
    expect(revised.authorIds).toEqual([people.drafter.accountId, colleague.accountId]);
    expect(revised.updatedBy).toBe(colleague.accountId);
    expect(revised.createdBy).toBe(people.drafter.accountId);
  });

  it('refuses what createDraft would refuse, and unclean text', async () => {
    const { id: draftId } = await create(db);
    const refused = (patch: ReviseDraftInput['patch']) =>
      refusal(people.drafter, { draftId, expectedRevision: 1, patch });
    expect(await refused({ originBodyId: ids.huangpu })).toMatchObject({ errors: [{ rule: 'R-P01' }] });
    expect(await refused({ itemCodes: ['T-99'], elements: {} })).toMatchObject({
      errors: [{ path: ['itemCodes', '0'] }, { path: ['elements', 'scope'] }, { path: ['elements', 'contact'] }],
    });
    expect(await refused({ fields: { materials: [{ name: '身份证' }] } })).toMatchObject({
      errors: [{ rule: 'SVC-01' }],
    });
    expect(await refused({ fields: { ['__proto__']: 'x', constructor: 'x' } })).toMatchObject({
      errors: [{ path: ['fields', '__proto__'] }, { path: ['fields', 'constructor'] }],
    });
    expect(await refused({ title: '\ud800' })).toMatchObject({ code: 'BAD_REQUEST' });
  });
});
