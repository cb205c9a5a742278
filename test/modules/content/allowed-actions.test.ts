import { beforeAll, describe, expect, it } from 'vitest';
import { allowedActions, type OfferedAction } from '../../../src/modules/content/allowed-actions.js';
import { draftScopes } from '../../../src/modules/content/content-policy.js';
import type { Draft } from '../../../src/modules/content/draft.js';
import { listOpinions } from '../../../src/modules/content/review/list-opinions.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { approved, create, pass, people, settleCatalogue, submitted } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

async function offered(draft: Draft, actor: Actor): Promise<OfferedAction[]> {
  const opinions = await listOpinions(db, people.supervisor, { draftId: draft.id });
  return allowedActions(draft, actor, { scopes: await draftScopes(db, draft), opinions });
}

describe('allowedActions', () => {
  it('offers to each role what the state allows', async () => {
    const drafting = await create(db);
    expect(await offered(drafting, people.drafter)).toEqual(['REVISE', 'SUBMIT']);
    expect(await offered(drafting, people.signer)).toEqual(['DECIDE_ATTRIBUTE']);
    expect(await offered(drafting, people.preliminary)).toEqual([]);
    expect(await offered(drafting, people.elsewhere)).toEqual([]);

    const waiting = await submitted(db);
    expect(await offered(waiting, people.drafter)).toEqual(['REVISE']);
    expect(await offered(waiting, people.preliminary)).toEqual(['REVIEW']);
    expect(await offered(waiting, people.second)).toEqual([]);
    expect(await offered(waiting, people.supervisor)).toEqual([]);

    const ready = await approved(db);
    expect(await offered(ready, people.editor)).toEqual(['RELEASE']);
  });

  it('offers no second stage to who spoke at the first, and none to an author', async () => {
    const draft = await submitted(db);
    const roles = ['PRELIMINARY_REVIEWER', 'SECOND_REVIEWER'] as const;
    const grants = roles.map((role) => ({ role, scope: ids.putuoCivil }));
    expect(await offered(draft, { ...people.drafter, grants })).toEqual([]);
    const passed = await pass(db, draft, 'PRELIMINARY');
    expect(await offered(passed, { ...people.preliminary, grants })).toEqual([]);
    expect(await offered(passed, people.second)).toEqual(['REVIEW']);
  });
});
