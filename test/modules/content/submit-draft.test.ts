import { beforeAll, describe, expect, it } from 'vitest';
import { decideAttribute } from '../../../src/modules/content/attribute/decide-attribute.js';
import { countReturns } from '../../../src/modules/content/count-returns.js';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import { submitDraft, type SubmitDraftInput } from '../../../src/modules/content/submit-draft.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import {
  addFact,
  create,
  decided,
  draftTraces,
  guide,
  people,
  policy,
  settleCatalogue,
} from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const attempt = (actor: Actor, input: SubmitDraftInput) => db.transaction((tx) => submitDraft(tx, actor, input));

async function refusal(actor: Actor, input: SubmitDraftInput): Promise<unknown> {
  const before = await draftTraces(db);
  const error = await attempt(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await draftTraces(db)).toEqual(before);
  return error;
}

const returns = () => countReturns(db, people.supervisor, { from: '2026-03-01', to: '2026-03-31', rule: 'R-A01' });

describe('submitDraft', () => {
  it('opens the review of a complete draft', async () => {
    const draft = await decided(db);
    const { draft: after, returned } = await attempt(people.drafter, { draftId: draft.id, expectedRevision: 2 });
    expect(returned).toBeNull();
    expect(after).toMatchObject({ state: 'SUBMITTED', revision: 2, reviewRound: 1 });
    expect(await findDraft(db, people.drafter, { id: draft.id })).toEqual(after);
    expect(await refusal(people.drafter, { draftId: draft.id, expectedRevision: 2 })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE' }],
    });
  });

  it('D01: sends a draft without attribute back to its drafter and counts it', async () => {
    expect(await returns()).toEqual([]);
    const draft = await create(db);
    const { draft: after, returned } = await attempt(people.drafter, { draftId: draft.id, expectedRevision: 1 });
    expect(after).toMatchObject({ state: 'RETURNED', revision: 1, releasedDisclosureId: null });
    expect(returned).toMatchObject({ code: 'RULE_VIOLATION', rule: 'R-A01', explanation: { rule: 'R-A01' } });
    expect(await returns()).toMatchObject([{ bodyId: ids.putuoCivil, count: 1 }]);

    const { revision } = await db.transaction((tx) =>
      decideAttribute(tx, people.signer, { draftId: draft.id, expectedRevision: 1, attribute: 'PROACTIVE' }),
    );
    const again = await attempt(people.drafter, { draftId: draft.id, expectedRevision: revision });
    expect(again.draft.state).toBe('SUBMITTED');
  });

  it('R-V09: lists each required element that is missing, also those a lower level added', async () => {
    await addFact(db, 'T-01-02', {
      field: 'elements',
      divisionCode: '310107',
      state: 'APPEND',
      value: [{ id: 'hotline', name: '热线', identifier: 'HOTLINE', type: 'TEXT', required: true, values: [] }],
    });
    const draft = await decided(db, guide({ itemCodes: ['T-01-01', 'T-01-02'], elements: { tip: '提示' } }));
    expect(await refusal(people.drafter, { draftId: draft.id, expectedRevision: 2 })).toMatchObject({
      errors: [
        {
          code: 'REQUIRED',
          rule: 'R-V09',
          path: ['elements', 'scope'],
          message: '缺少“事项T-01-01”的必备要素“适用范围”。',
        },
        { code: 'REQUIRED', rule: 'R-V09', path: ['elements', 'contact'] },
        { code: 'REQUIRED', rule: 'R-V09', path: ['elements', 'hotline'], explanation: { rule: 'R-V09' } },
      ],
    });
  });

  it('asks for the required fields of the kind and for an item', async () => {
    const fields = { conditions: '具有本市户籍', materials: [] };
    const draft = await decided(db, guide({ itemCodes: [], elements: {}, fields }));
    expect(await refusal(people.drafter, { draftId: draft.id, expectedRevision: 2 })).toMatchObject({
      errors: [
        { code: 'REQUIRED', path: ['itemCodes'] },
        { code: 'REQUIRED', path: ['fields', 'flow'], message: '缺少“办理流程”。' },
        { code: 'REQUIRED', path: ['fields', 'timeLimit'] },
        { code: 'REQUIRED', path: ['fields', 'fee'] },
        { code: 'REQUIRED', path: ['fields', 'materials'] },
      ],
    });
  });

  it('R-V06: wants the copy of what was received, and R-P04 a lead of what several made', async () => {
    const received = await decided(
      db,
      guide({ origin: 'RECEIVED_FROM_PERSON', sourceKind: 'CITIZEN', sourceName: '张三' }),
    );
    expect(await refusal(people.drafter, { draftId: received.id, expectedRevision: 2 })).toMatchObject({
      errors: [{ code: 'REQUIRED', rule: 'R-V06', path: ['sourceCopy'], explanation: { rule: 'R-V06' } }],
    });
    const coMakerIds = [ids.putuoCivil, ids.putuo];
    const unled = await decided(db, guide({ origin: 'CO_MADE', coMakerIds }));
    expect(await refusal(people.drafter, { draftId: unled.id, expectedRevision: 2 })).toMatchObject({
      errors: [{ code: 'REQUIRED', rule: 'R-P04', path: ['leadBodyId'], explanation: { rule: 'R-P04' } }],
    });
    const alone = await decided(
      db,
      guide({ origin: 'CO_MADE', coMakerIds: [ids.putuoCivil], leadBodyId: ids.putuoCivil }),
    );
    expect(await refusal(people.drafter, { draftId: alone.id, expectedRevision: 2 })).toMatchObject({
      errors: [{ code: 'REQUIRED', rule: 'R-P04', path: ['coMakerIds'], explanation: { rule: 'R-P04' } }],
    });
  });

  it('R-I10: refuses an item that stopped applying here in the meantime', async () => {
    const draft = await decided(db);
    await addFact(db, 'T-01-01', { field: 'applicability', divisionCode: '310107', state: 'SUPPRESS', value: null });
    expect(await refusal(people.drafter, { draftId: draft.id, expectedRevision: 2 })).toMatchObject({
      errors: [{ code: 'RULE_VIOLATION', rule: 'R-I10', path: ['itemCodes', '0'] }],
    });
    await db.sql(`update catalogue_fact set from_sequence = 0, to_sequence = 0 where field = 'applicability'`);
  });

  it('wants a document number for what is issued but not published', async () => {
    const fields = { genre: '通知', issuers: [ids.putuoCivil] };
    const draft = await decided(db, policy({ fields, attributeProposed: 'NOT_DISCLOSED', attributeReason: '涉密' }));
    const input = { draftId: draft.id, expectedRevision: 2 };
    const error = await refusal(people.drafter, input);
    expect(error).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ path: ['fields', 'docNo'] })]),
    });
  });

  it('is for drafters of the body only, on the newest revision', async () => {
    const draft = await decided(db);
    const input = { draftId: draft.id, expectedRevision: 2 };
    expect(await refusal(people.elsewhere, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.signer, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.drafter, { ...input, expectedRevision: 1 })).toMatchObject({ code: 'CONFLICT' });
  });
});
