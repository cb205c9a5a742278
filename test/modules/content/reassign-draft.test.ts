import { beforeAll, describe, expect, it } from 'vitest';
import { createDraft } from '../../../src/modules/content/create-draft.js';
import { reassignDraft, type ReassignDraftInput } from '../../../src/modules/content/reassign-draft.js';
import { reviseDraft } from '../../../src/modules/content/revise-draft.js';
import { listOpinions } from '../../../src/modules/content/review/list-opinions.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { abolishBody } from '../../../src/modules/jurisdictions/bodies/abolish-body.js';
import { mergeBodies } from '../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { registerBodies } from '../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import {
  approved,
  create,
  draftTraces,
  guide,
  people,
  person,
  settleCatalogue,
} from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { body, huangpuOffice, ids, operator, putuoOffice } from '../jurisdictions/small-country.js';

const clock = new ManualClock('2026-03-02T09:00:00+08:00');
const db = await testDatabase({ clock });

const attempt = (actor: Actor, input: ReassignDraftInput) => db.transaction((tx) => reassignDraft(tx, actor, input));

async function refusal(actor: Actor, input: ReassignDraftInput): Promise<unknown> {
  const before = await draftTraces(db);
  const error = await attempt(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await draftTraces(db)).toEqual(before);
  return error;
}

const to = (draft: { id: string; revision: number }, bodyId: string) => ({
  draftId: draft.id,
  expectedRevision: draft.revision,
  bodyId,
});

describe('reassignDraft', () => {
  let [open, waiting, other] = [
    { id: '', revision: 0 },
    { id: '', revision: 0 },
    { id: '', revision: 0 },
  ];

  beforeAll(async () => {
    await settleCatalogue(db);
    [open, waiting, other] = [await create(db), await approved(db), await create(db)];
  });

  it('is refused while the body stands', async () => {
    expect(await refusal(putuoOffice, to(open, ids.putuo))).toMatchObject({
      errors: [
        {
          code: 'NOT_ALLOWED_HERE',
          path: ['draftId'],
          rule: 'R-P06',
          message: '“普陀区民政局”没有撤并，其稿件由本机关办理，不能移交。',
        },
      ],
    });
  });

  it('gives the draft to the heir, its origin stays, and what reviewers said is void', async () => {
    await db.transaction((tx) =>
      mergeBodies(tx, operator, {
        predecessorId: ids.putuoCivil,
        successors: [{ bodyId: ids.huangpu }],
        effectiveOn: '2026-04-01',
      }),
    );
    clock.set('2026-04-01T09:00:00+08:00');
    const drafter = person(21, 'DRAFTER', ids.huangpu);
    const change = (draft: typeof waiting) =>
      db.transaction((tx) =>
        reviseDraft(tx, drafter, { draftId: draft.id, expectedRevision: draft.revision, patch: { title: '改' } }),
      );
    await expect(change(waiting)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const moved = await attempt(huangpuOffice, to(waiting, ids.huangpu));
    expect(moved).toMatchObject({
      bodyId: ids.huangpu,
      divisionCode: '310101',
      originBodyId: ids.putuoCivil,
      state: 'DRAFTING',
      revision: waiting.revision + 1,
      reviewRound: 2,
      attributeDecided: 'PROACTIVE',
    });
    const opinions = await listOpinions(db, huangpuOffice, { draftId: moved.id });
    expect(opinions.map((one) => one.void)).toEqual([true, true, true]);
    const [audit] = await db.sql<{ verb: string; details: unknown }>(
      `select verb, details from audit_entry where subject = $1 order by id desc limit 1`,
      [`draft:${moved.id}`],
    );
    expect(audit).toEqual({
      verb: 'reassign-draft',
      details: { from: ids.putuoCivil, to: ids.huangpu, revision: moved.revision, round: 2 },
    });
    expect((await change(moved)).title).toBe('改');
    expect(await attempt(huangpuOffice, to(open, ids.huangpu))).toMatchObject({ state: 'DRAFTING', reviewRound: 1 });
  });

  it('is for the office of the body that receives it, and no other learns of the draft', async () => {
    const denied = async (actor: Actor, bodyId = ids.huangpu) => refusal(actor, to(other, bodyId));
    expect(await denied(putuoOffice)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await denied(people.supervisor)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await denied(person(22, 'DISCLOSURE_OFFICE', '310107005'), ids.caoyang)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await denied(person(23, 'EDITOR', '310101'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await denied(operator)).toMatchObject({ code: 'NOT_FOUND' });
    const unknown = { ...to(other, ids.huangpu), draftId: '00000000-0000-4000-8000-00000000dead' };
    expect(await refusal(huangpuOffice, unknown)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is refused for a body that does not carry it on, a draft that changed, and one that is done with', async () => {
    const cityOffice = person(24, 'DISCLOSURE_OFFICE', '310000');
    expect(await refusal(cityOffice, to(other, ids.putuo))).toMatchObject({
      errors: [
        {
          code: 'RULE_VIOLATION',
          path: ['bodyId'],
          rule: 'R-P06',
          message: '“普陀区民政局”已于2026-03-31撤并，其职能由“黄浦区人民政府”承担，稿件不能移交给“普陀区人民政府”。',
        },
      ],
    });
    expect(await refusal(huangpuOffice, { ...to(other, ids.huangpu), expectedRevision: 9 })).toMatchObject({
      code: 'CONFLICT',
    });
    await db.sql(`update draft set state = 'ISSUED_NOT_PUBLIC' where id = $1`, [other.id]);
    expect(await refusal(huangpuOffice, to(other, ids.huangpu))).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE', path: [] }],
    });
  });

  it('goes to the government where nobody carries the body on', async () => {
    const [lost] = await db.transaction((tx) =>
      registerBodies(tx, operator, { bodies: [body({ slug: '310107-lost', kind: 'DEPARTMENT' })] }),
    );
    const bodyId = lost?.id ?? '';
    const input = guide({ bodyId, itemCodes: [], elements: {} });
    const draft = await db.transaction((tx) => createDraft(tx, person(25, 'DRAFTER', bodyId), input));
    await db.transaction((tx) => abolishBody(tx, operator, { bodyId, effectiveOn: '2026-04-01' }));
    expect(await attempt(putuoOffice, to(draft, ids.putuo))).toMatchObject({ bodyId: ids.putuo, originBodyId: bodyId });
  });
});
