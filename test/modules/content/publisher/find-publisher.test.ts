import { beforeAll, describe, expect, it } from 'vitest';
import { findPublisher } from '../../../../src/modules/content/publisher/find-publisher.js';
import { mergeBodies } from '../../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import { create, guide, people, settleCatalogue } from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';
import { ids, operator } from '../../jurisdictions/small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
beforeAll(() => settleCatalogue(db));

const coMakerIds = [ids.putuoCivil, ids.huangpu];

describe('findPublisher', () => {
  it('says who answers for a draft and by which rule, for bodies of any place', async () => {
    const own = await create(db);
    expect(await findPublisher(db, people.supervisor, { draftId: own.id })).toMatchObject({
      standing: 'MAY_PUBLISH',
      body: { id: ids.putuoCivil },
      explanation: { rule: 'R-P01', text: '该信息由“普陀区民政局”制作，由其公开。' },
    });
    const unled = await create(db, guide({ origin: 'CO_MADE', coMakerIds }));
    expect(await findPublisher(db, people.drafter, { draftId: unled.id })).toMatchObject({
      standing: 'UNDECIDED',
      body: null,
      explanation: {
        rule: 'R-P04',
        inputs: [{}, {}, { name: '共同制作机关', value: '普陀区民政局、黄浦区人民政府' }],
      },
    });
    const relations = [{ type: 'LINKS_TO', targetId: own.id }] as const;
    const link = {
      html: null,
      elements: {},
      relations,
      originBodyId: ids.huangpu,
      origin: 'RECEIVED_FROM_BODY',
    } as const;
    const { id: draftId } = await create(db, guide(link));
    expect(await findPublisher(db, people.drafter, { draftId })).toMatchObject({
      standing: 'MAY_LINK',
      body: { id: ids.huangpu },
      explanation: { rule: 'R-P03' },
    });
  });

  it('is only for those who see the draft', async () => {
    const { id: draftId } = await create(db);
    for (const actor of [people.elsewhere, people.operator]) {
      await expect(findPublisher(db, actor, { draftId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(findPublisher(db, people.drafter, { draftId: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('follows a merger from the day on which it takes effect', async () => {
    const { id: draftId } = await create(db);
    const merger = { predecessorId: ids.putuoCivil, successors: [{ bodyId: ids.putuo }], effectiveOn: '2026-04-01' };
    await db.transaction((tx) => mergeBodies(tx, operator, merger));
    const standing = async () => {
      const { standing: now, body, explanation } = await findPublisher(db, people.supervisor, { draftId });
      return [now, body?.id, explanation.rule];
    };
    expect(await standing()).toEqual(['MAY_PUBLISH', ids.putuoCivil, 'R-P01']);
    clock.set('2026-03-31T15:59:59.999Z');
    expect(await standing()).toEqual(['MAY_PUBLISH', ids.putuoCivil, 'R-P01']);
    clock.set('2026-03-31T16:00:00Z');
    expect(await standing()).toEqual(['MAY_LINK', ids.putuo, 'R-P06']);
  });
});
