import { beforeAll, describe, expect, it } from 'vitest';
import type { CreateDraftInput } from '../../../src/modules/content/create-draft.js';
import type { Draft } from '../../../src/modules/content/draft.js';
import { findReleasableDraft } from '../../../src/modules/content/find-releasable-draft.js';
import { reviseDraft } from '../../../src/modules/content/revise-draft.js';
import { type UnmetGate, unmetGates } from '../../../src/modules/content/unmet-gates.js';
import {
  addFact,
  approved,
  create,
  guide,
  pass,
  people,
  policy,
  settleCatalogue,
  submitted,
} from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const gatesOf = (draft: Draft): Promise<UnmetGate[]> =>
  db.transaction(async (tx) => unmetGates(tx, await findReleasableDraft(tx, draft.id)));

const rulesOf = async (draft: Draft): Promise<string[]> => (await gatesOf(draft)).map((gate) => gate.rule);

describe('unmetGates', () => {
  it('finds nothing in the way of an approved draft', async () => {
    expect(await gatesOf(await approved(db))).toEqual([]);
    expect(await gatesOf(await approved(db, policy()))).toEqual([]);
  });

  it('names every gate that is shut, each with its rule and why', async () => {
    const bare: CreateDraftInput = guide({ elements: {}, fields: {} });
    const gates = await gatesOf(await create(db, bare));
    expect(gates.map((gate) => gate.rule)).toEqual(
      'R-A01 R-V01 R-V01 R-V01 CAT-07 CAT-07 CAT-07 CAT-07 CAT-07 R-V09 R-V09'.split(' '),
    );
    expect(gates.map((gate) => gate.explanation.rule)).toEqual(gates.map((gate) => gate.rule));
    expect(gates[1]).toMatchObject({
      message: '缺少初审通过的意见。',
      explanation: {
        inputs: [
          { name: '稿件修订号', value: '1' },
          { name: '审查轮次', value: '1' },
        ],
      },
    });
  });

  it('keeps what is meant for a described group from going out to everybody', async () => {
    const draft = await approved(db);
    const [code = ''] = draft.itemCodes;
    await addFact(db, code, {
      field: 'audience',
      value: { specific: '本区散居孤儿监护人' },
      divisionCode: draft.divisionCode,
      state: 'OVERRIDE',
    });
    expect(await gatesOf(draft)).toMatchObject([
      { rule: 'R-H11', explanation: { inputs: [{ name: '事项' }, { name: '公开对象', value: '本区散居孤儿监护人' }] } },
    ]);
    await db.sql(`delete from catalogue_fact where field = 'audience'`);
  });

  it('R-V06, R-P04: is shut without the source copy, and for who does not lead', async () => {
    const sourceCopy = { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` };
    const source = { origin: 'RECEIVED_FROM_PERSON', sourceKind: 'CITIZEN', sourceName: '张三', sourceCopy } as const;
    const received = await approved(db, guide(source));
    expect(await gatesOf(received)).toEqual([]);
    await db.sql('update draft set source_copy = null where id = $1', [received.id]);
    expect(await gatesOf(received)).toMatchObject([{ rule: 'R-V06', explanation: { rule: 'R-V06' } }]);
    const coMakerIds = [ids.putuo, ids.putuoCivil];
    const led = await approved(db, guide({ origin: 'CO_MADE', coMakerIds, leadBodyId: ids.putuoCivil }));
    expect(await gatesOf(led)).toEqual([]);
    await db.sql('update draft set lead_body_id = $2 where id = $1', [led.id, ids.putuo]);
    expect(await gatesOf(led)).toMatchObject([{ rule: 'R-P04', message: expect.stringContaining('addLink') }]);
    await db.sql('update draft set lead_body_id = null where id = $1', [led.id]);
    expect(await rulesOf(led)).toEqual(['R-P04']);
  });

  it('counts the stages that are still to come', async () => {
    const first = await pass(db, await submitted(db), 'PRELIMINARY');
    expect((await gatesOf(first)).map((gate) => gate.message)).toEqual([
      '缺少复审通过的意见。',
      '缺少审定通过的意见。',
    ]);
  });

  it('E03: is shut again once approved content changes', async () => {
    const draft = await approved(db);
    const input = { draftId: draft.id, expectedRevision: draft.revision, patch: { html: '<p>改动。</p>' } };
    const revised = await db.transaction((tx) => reviseDraft(tx, people.drafter, input));
    expect(await rulesOf(revised)).toEqual(['R-V01', 'R-V01', 'R-V01', 'R-V04']);
  });

  it('is shut when the catalogue asks for more than was reviewed', async () => {
    const draft = await approved(db, policy());
    const value = [
      { id: 'drafting', name: '起草说明', identifier: 'DRAFTING', type: 'TEXT', required: true, values: [] },
    ];
    await addFact(db, 'T-01-02', { field: 'elements', divisionCode: '310107', state: 'APPEND', value });
    expect(await gatesOf(draft)).toMatchObject([{ rule: 'R-V09', message: '缺少“事项T-01-02”的必备要素“起草说明”。' }]);
    await addFact(db, 'T-01-02', { field: 'applicability', divisionCode: '310107', state: 'SUPPRESS', value: null });
    expect(await rulesOf(draft)).toContain('R-I10');
  });
});
