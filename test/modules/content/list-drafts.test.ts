import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { createDraft } from '../../../src/modules/content/create-draft.js';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import { listDrafts } from '../../../src/modules/content/list-drafts.js';
import { listOpinions } from '../../../src/modules/content/review/list-opinions.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { guide, people, person, settleCatalogue } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const everywhere = person(40, 'DRAFTER', '*');
const bodies = [ids.city, ids.putuo, ids.putuoCivil, ids.caoyang, ids.huangpu];

beforeAll(async () => {
  await settleCatalogue(db);
  for (const bodyId of bodies) {
    await db.transaction((tx) =>
      createDraft(tx, everywhere, guide({ bodyId, title: bodyId, itemCodes: [], elements: {} })),
    );
    clock.advance(1_000);
  }
});

const seenBy = async (actor: Actor): Promise<string[]> => {
  const { rows } = await listDrafts(db, actor, { first: 100 });
  return rows.map(({ draft }) => draft.title);
};

const codeOf = (query: Promise<unknown>): Promise<unknown> =>
  query.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('listDrafts', () => {
  it('shows what lies under the scopes of the actor, changed last first', async () => {
    expect(await seenBy(everywhere)).toEqual(bodies.toReversed());
    expect(await seenBy(person(41, 'SUPERVISOR', '310000'))).toEqual(bodies.toReversed());
    expect(await seenBy(person(42, 'EDITOR', '310107'))).toEqual([ids.caoyang, ids.putuoCivil, ids.putuo]);
    expect(await seenBy(person(43, 'DRAFTER', '310107005'))).toEqual([ids.caoyang]);
    expect(await seenBy(person(44, 'SIGNER', ids.putuoCivil))).toEqual([ids.putuoCivil]);
    expect(await seenBy(people.operator)).toEqual([]);
    expect(await seenBy(person(45, 'DRAFTER'))).toEqual([]);
  });

  it('agrees with findDraft about who may see what', async () => {
    const { rows } = await listDrafts(db, everywhere, { first: 100 });
    const actors = [
      people.supervisor,
      people.drafter,
      people.elsewhere,
      people.operator,
      person(46, 'EDITOR', '310107005'),
    ];
    for (const actor of actors) {
      const listed = new Set(await seenBy(actor));
      for (const { draft } of rows) {
        const visible = listed.has(draft.title);
        expect(await codeOf(findDraft(db, actor, { id: draft.id }))).toBe(visible ? null : 'NOT_FOUND');
        expect(await codeOf(listOpinions(db, actor, { draftId: draft.id }))).toBe(visible ? null : 'NOT_FOUND');
      }
    }
  });

  it('pages without gap or repeat', async () => {
    const titles: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { rows, hasNextPage } = await listDrafts(db, everywhere, { first: 2, after });
      titles.push(...rows.map(({ draft }) => draft.title));
      expect(hasNextPage).toBe(page < 2);
      after = rows.at(-1)?.cursor ?? null;
    }
    expect(titles).toEqual(bodies.toReversed());
  });

  it('filters by state and body, and refuses what means nothing', async () => {
    const ofBody = await listDrafts(db, everywhere, { first: 10, bodyId: ids.putuo, state: 'DRAFTING' });
    expect(ofBody.rows.map(({ draft }) => draft.title)).toEqual([ids.putuo]);
    expect((await listDrafts(db, everywhere, { first: 10, state: 'APPROVED' })).rows).toEqual([]);
    expect((await listDrafts(db, everywhere, { first: 10, bodyId: 'nonsense' })).rows).toEqual([]);
    for (const input of [{ first: 0 }, { first: 101 }, { first: 1, after: 'nonsense' }]) {
      await expect(listDrafts(db, everywhere, input)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});
