import { beforeAll, describe, expect, it } from 'vitest';
import { createDraft, type CreateDraftInput } from '../../../src/modules/content/create-draft.js';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { create, draftTraces, guide, people, policy, settleCatalogue } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const attempt = (actor: Actor, input: CreateDraftInput) => db.transaction((tx) => createDraft(tx, actor, input));

async function refusal(actor: Actor, input: CreateDraftInput): Promise<unknown> {
  const before = await draftTraces(db);
  const error = await attempt(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await draftTraces(db)).toEqual(before);
  return error;
}

describe('createDraft', () => {
  it('stores the content as given, in the division of its body', async () => {
    const draft = await create(db);
    expect(draft).toMatchObject({
      kind: 'SERVICE_GUIDE',
      bodyId: ids.putuoCivil,
      originBodyId: ids.putuoCivil,
      divisionCode: '310107',
      state: 'DRAFTING',
      revision: 1,
      reviewRound: 1,
      attributeProposed: 'PROACTIVE',
      attributeDecided: null,
      text: '线上或者窗口申领。',
      createdBy: people.drafter.accountId,
      authorIds: [people.drafter.accountId],
    });
    expect(await findDraft(db, people.drafter, { id: draft.id })).toEqual(draft);
    const audits = await db.sql('select verb, account_id from audit_entry where subject = $1', [`draft:${draft.id}`]);
    expect(audits).toEqual([{ verb: 'create-draft', account_id: people.drafter.accountId }]);
  });

  it('is for drafters of the body: another district sees nothing, a reader may not', async () => {
    expect(await refusal(people.elsewhere, guide())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, guide())).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.operator, guide())).toMatchObject({ code: 'NOT_FOUND' });
    const unknown = '00000000-0000-4000-8000-00000000dead';
    expect(await refusal(people.drafter, guide({ bodyId: unknown }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.drafter, guide({ bodyId: 'nonsense' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('C01: refuses what another body made, and says that a link may be added', async () => {
    expect(await refusal(people.drafter, guide({ originBodyId: ids.huangpu }))).toMatchObject({
      errors: [
        {
          code: 'RULE_VIOLATION',
          path: ['originBodyId'],
          rule: 'R-P01',
          message: expect.stringContaining('可以添加指向原文的链接'),
          explanation: { rule: 'R-P01', clause: 'DB31/T 1297—2021 5.6.2' },
        },
      ],
    });
    const relations = [{ type: 'LINKS_TO', targetId: '00000000-0000-4000-8000-00000000beef' }] as const;
    const copy = guide({ originBodyId: ids.huangpu, relations });
    expect(await refusal(people.drafter, copy)).toMatchObject({ errors: [{ rule: 'R-P01', path: ['html'] }] });
    const link = await create(db, { ...copy, html: null, elements: {} });
    expect(link).toMatchObject({ originBodyId: ids.huangpu, bodyId: ids.putuoCivil, relations });
  });

  it('R-P04: only the first of several issuers publishes', async () => {
    const fields = { docNo: '示例民发〔2026〕3号', genre: '通知', issuers: [ids.putuo, ids.putuoCivil] };
    expect(await refusal(people.drafter, policy({ fields }))).toMatchObject({
      errors: [{ rule: 'R-P04', path: ['fields', 'issuers'] }],
    });
    const led = await create(db, policy({ fields: { ...fields, issuers: [ids.putuoCivil, ids.putuo] } }));
    expect(led.fields.issuers).toEqual([ids.putuoCivil, ids.putuo]);
  });

  it('keeps how the information came to be, and what it was received from', async () => {
    const sourceCopy = { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` };
    const source = { sourceKind: 'LEGAL_PERSON', sourceName: '示例有限公司', sourceCopy } as const;
    const received = await create(db, guide({ origin: 'RECEIVED_FROM_PERSON', ...source }));
    expect(received).toMatchObject({ origin: 'RECEIVED_FROM_PERSON', originBodyId: ids.putuoCivil, ...source });
    expect(await findDraft(db, people.drafter, { id: received.id })).toEqual(received);
    const together = {
      origin: 'CO_MADE',
      coMakerIds: [ids.putuoCivil, ids.putuo],
      leadBodyId: ids.putuoCivil,
    } as const;
    const coMade = await create(db, guide(together));
    expect(await findDraft(db, people.drafter, { id: coMade.id })).toEqual(coMade);
    expect(coMade).toMatchObject(together);
    const made = await create(db);
    expect(made).toMatchObject({
      origin: 'MADE',
      sourceKind: null,
      sourceCopy: null,
      coMakerIds: [],
      leadBodyId: null,
    });
    const without = await db.sql('select 1 from draft where id = $1 and source_copy is null', [made.id]);
    expect(without, 'nothing is stored as nothing').toHaveLength(1);
  });

  it('R-P02 to R-P08: refuses the body that does not answer for it', async () => {
    const table: readonly (readonly [Partial<CreateDraftInput>, string, string])[] = [
      [{ origin: 'RECEIVED_FROM_PERSON', originBodyId: ids.huangpu }, 'R-P02', 'originBodyId'],
      [{ origin: 'RECEIVED_FROM_BODY', originBodyId: ids.huangpu }, 'R-P03', 'originBodyId'],
      [{ origin: 'RECEIVED_FROM_BODY' }, 'R-P08', 'originBodyId'],
      [{ origin: 'CO_MADE', coMakerIds: [ids.putuo, ids.putuoCivil], leadBodyId: ids.putuo }, 'R-P04', 'leadBodyId'],
    ];
    for (const [changes, rule, field] of table) {
      expect(await refusal(people.drafter, guide(changes))).toMatchObject({
        errors: [{ code: 'RULE_VIOLATION', rule, path: [field], explanation: { rule } }],
      });
    }
    expect(await refusal(people.drafter, guide({ sourceName: '张三' }))).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE', rule: 'R-P02', path: ['sourceName'], explanation: { rule: 'R-P02' } }],
    });
  });

  it('N01: names the material that has no basis', async () => {
    const materials = [
      { name: '居民身份证', basis: '《示例办法》第六条' },
      { name: '申领登记表', basis: ' ' },
    ];
    expect(await refusal(people.drafter, guide({ fields: { materials } }))).toMatchObject({
      errors: [
        {
          code: 'REQUIRED',
          path: ['fields', 'materials', '1', 'basis'],
          message: '申请材料第2项“申领登记表”缺少“依据”。',
          rule: 'SVC-01',
        },
      ],
    });
  });

  it('refuses items and elements that the catalogue does not have here', async () => {
    const input = guide({ itemCodes: ['T-99', 'T-01', 'T-01-03'], elements: { nonsense: 'x' } });
    expect(await refusal(people.drafter, input)).toMatchObject({
      errors: [
        { code: 'INVALID', path: ['itemCodes', '0'] },
        { code: 'INVALID', path: ['itemCodes', '1'], message: '“事项T-01”不是末级事项，不能直接归入。' },
        { code: 'INVALID', path: ['itemCodes', '2'] },
        { code: 'INVALID', path: ['elements', 'nonsense'] },
      ],
    });
    expect(await refusal(people.drafter, guide({ elements: { constructor: 'x' } }))).toMatchObject({
      errors: [{ path: ['elements', 'constructor'] }],
    });
  });

  it('asks for a reason where a published record is corrected', async () => {
    const correctsId = '00000000-0000-4000-8000-00000000beef';
    expect(await refusal(people.drafter, guide({ correctsId }))).toMatchObject({
      errors: [{ code: 'REQUIRED', path: ['correctionReason'] }],
    });
    const draft = await create(db, guide({ correctsId, correctionReason: '电话有误' }));
    expect(draft).toMatchObject({ correctsId, correctionReason: '电话有误' });
  });

  it('tells every fault at once', async () => {
    const input = guide({ title: ' ', formedAt: '2026-02-30', fields: { copies: 1 }, originBodyId: ids.huangpu });
    expect(await refusal(people.drafter, input)).toMatchObject({
      errors: [
        { path: ['title'], code: 'REQUIRED' },
        { path: ['formedAt'], code: 'INVALID' },
        { path: ['fields', 'copies'], code: 'INVALID' },
        { path: ['originBodyId'], rule: 'R-P01' },
      ],
    });
  });

  it('keeps rare characters as they are', async () => {
    const title = '关于𠮷田𪚥村、\u{20BB7}及é与é的通告👨‍👩‍👧';
    const draft = await create(db, guide({ title, elements: { scope: title, contact: '𠀋' } }));
    const stored = await findDraft(db, people.drafter, { id: draft.id });
    expect(stored.title).toBe(title);
    expect(stored.elements).toEqual({ scope: title, contact: '𠀋' });
  });

  it('refuses text that cannot be kept, wherever it stands, and stores nothing', async () => {
    const unclean: Partial<CreateDraftInput>[] = [
      { title: 'a\u0000b' },
      { title: 'a\ud842b' },
      { html: '<p>\udfb7</p>' },
      { elements: { scope: '\u0007' } },
      { fields: { materials: [{ name: '\u0000', basis: 'x' }] } },
      { keywords: ['a\u0085'] },
    ];
    for (const changes of unclean) {
      expect(await refusal(people.drafter, guide(changes))).toMatchObject({ code: 'BAD_REQUEST' });
    }
    const kept = await create(db, guide({ summary: '第一行\n\t第二行' }));
    expect(kept.summary).toBe('第一行\n\t第二行');
  });

  it('normalises genre and number, and takes no footnote from its caller', async () => {
    const fields = { docNo: '示例民发[2026]03号', genre: 'NOTICE', issuers: [ids.putuoCivil], footnote: '此件公开' };
    const draft = await create(db, policy({ fields }));
    expect(draft.fields).toEqual({
      docNo: '示例民发〔2026〕3号',
      genre: '通知',
      issuers: [ids.putuoCivil],
      effectiveFrom: null,
      effectiveTo: null,
      footnote: null,
    });
  });
});
