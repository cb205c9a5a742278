import { beforeAll, describe, expect, it } from 'vitest';
import {
  decideAttribute,
  type DecideAttributeInput,
} from '../../../../src/modules/content/attribute/decide-attribute.js';
import { findDraft } from '../../../../src/modules/content/find-draft.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { approved, create, draftTraces, people, policy, settleCatalogue } from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const attempt = (actor: Actor, input: DecideAttributeInput) =>
  db.transaction((tx) => decideAttribute(tx, actor, input));

async function refusal(actor: Actor, input: DecideAttributeInput): Promise<unknown> {
  const before = await draftTraces(db);
  const error = await attempt(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await draftTraces(db)).toEqual(before);
  return error;
}

describe('decideAttribute', () => {
  it("D06: lets the signer's value stand, keeps both, and renders the footnote from it", async () => {
    const draft = await create(db, policy({ attributeProposed: 'ON_APPLICATION', attributeReason: '内部管理' }));
    const decided = await attempt(people.signer, { draftId: draft.id, expectedRevision: 1, attribute: 'PROACTIVE' });
    expect(decided).toMatchObject({
      attributeProposed: 'ON_APPLICATION',
      attributeReason: '内部管理',
      attributeDecided: 'PROACTIVE',
      attributeDecidedBy: people.signer.accountId,
      attributeDecisionReason: null,
      revision: 2,
      state: 'DRAFTING',
    });
    expect(decided.fields.footnote).toBe('此件主动公开');
    expect(await findDraft(db, people.signer, { id: draft.id })).toEqual(decided);
    const [audit] = await db.sql(`select details from audit_entry where subject = $1 and verb = 'decide-attribute'`, [
      `draft:${draft.id}`,
    ]);
    expect(audit).toEqual({
      details: { proposed: 'ON_APPLICATION', decided: 'PROACTIVE', mode: 'FULL', revision: 2 },
    });
  });

  it('R-A02: asks for a reason for less than proactive; the drafter may have given it', async () => {
    const bare = await create(db, policy());
    const input = { draftId: bare.id, expectedRevision: 1, attribute: 'NOT_DISCLOSED' } as const;
    for (const reason of [undefined, null, '  ']) {
      expect(await refusal(people.signer, { ...input, reason })).toMatchObject({
        errors: [
          { code: 'REQUIRED', path: ['reason'], rule: 'R-A02', explanation: { rule: 'R-A02', pack: 'SHANGHAI' } },
        ],
      });
    }
    const withheld = await attempt(people.signer, { ...input, reason: '涉及工作秘密' });
    expect(withheld).toMatchObject({ attributeDecided: 'NOT_DISCLOSED', attributeDecisionReason: '涉及工作秘密' });
    expect(withheld.fields.footnote).toBe('此件不予公开');

    const reasoned = await create(db, policy({ attributeProposed: 'ON_APPLICATION', attributeReason: '内部管理' }));
    const agreed = await attempt(people.signer, {
      draftId: reasoned.id,
      expectedRevision: 1,
      attribute: 'ON_APPLICATION',
    });
    expect(agreed.attributeDecisionReason).toBe('内部管理');
    expect(agreed.fields.footnote).toBe('此件依申请公开');
  });

  it('is for signers of the body only', async () => {
    const { id: draftId } = await create(db);
    const input = { draftId, expectedRevision: 1, attribute: 'PROACTIVE' } as const;
    expect(await refusal(people.elsewhere, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.drafter, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.signer, { ...input, expectedRevision: 9 })).toMatchObject({
      code: 'CONFLICT',
      details: { expected: 9, actual: 1, fields: ['attributeDecided'] },
    });
  });

  it('voids approvals when it comes after them', async () => {
    const draft = await approved(db);
    const input = {
      draftId: draft.id,
      expectedRevision: draft.revision,
      attribute: 'NOT_DISCLOSED',
      reason: '涉密',
    } as const;
    expect(await attempt(people.signer, input)).toMatchObject({ state: 'DRAFTING', reviewRound: 2 });
    const [row] = await db.sql('select count(*)::int as void from review_opinion where draft_id = $1 and void', [
      draft.id,
    ]);
    expect(row).toEqual({ void: 3 });
  });
});
