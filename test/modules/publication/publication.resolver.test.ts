import 'reflect-metadata';
import { graphql } from 'graphql';
import { buildSchema, Query, Resolver } from 'type-graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { PublicationResolver } from '../../../src/modules/publication/publication.resolver.js';
import { approved, guide, people, settleCatalogue, submitted } from '../../support/builders-content.js';
import { content, only, placed, publicTraces } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

/** A schema needs a query. */
@Resolver()
class RootResolver {
  @Query(() => String)
  nothing(): string {
    return '';
  }
}

const db = await testDatabase();
const schema = await buildSchema({ resolvers: [RootResolver, PublicationResolver], validate: false });
let caughtUp = 0;
beforeAll(() => settleCatalogue(db));

async function run(actor: Actor | null, source: string, input: object) {
  const contextValue = {
    db,
    requestId: 'request-1',
    actor,
    afterCommit: async () => {
      caughtUp += 1;
    },
  };
  return graphql({ schema, source, contextValue, variableValues: { input } });
}

const release = `mutation ($input: ReleaseDraftsInput!) { releaseDrafts(input: $input) {
  release { sequence at disclosures { id indexNo version digest } } userErrors { code path rule message explanation { rule } } } }`;
const correct = `mutation ($input: CorrectDisclosureInput!) { correctDisclosure(input: $input) {
  release { disclosures { id version } } userErrors { code } } }`;
const withdraw = `mutation ($input: WithdrawDisclosureInput!) { withdrawDisclosure(input: $input) {
  tombstone { id kind lastVersion withdrawnAt reason } userErrors { code path } } }`;
const link = `mutation ($input: AddLinkInput!) { addLink(input: $input) { link { bodyId disclosureId itemCode } userErrors { code } } }`;

describe('PublicationResolver', () => {
  it('releases, corrects and withdraws, and lets this node catch up before it answers', async () => {
    const before = caughtUp;
    const draft = await approved(db);
    const first = await run(people.editor, release, { drafts: [{ draftId: draft.id }] });
    expect(first).toMatchObject({
      data: {
        releaseDrafts: {
          release: {
            sequence: expect.stringMatching(/^\d+$/),
            at: '2026-03-02T09:00:00.000+08:00',
            disclosures: [{ version: 1 }],
          },
          userErrors: [],
        },
      },
    });
    const { id } = only(await db.sql<{ id: string }>('select id from disclosure'));
    const next = await approved(db, guide({ correctsId: id, correctionReason: '电话有误' }));
    expect(await run(people.editor, correct, { draftId: next.id })).toEqual({
      data: { correctDisclosure: { release: { disclosures: [{ id, version: 2 }] }, userErrors: [] } },
    });
    const reason = '内容不当';
    expect(await run(people.editor, withdraw, { id, reason })).toEqual({
      data: {
        withdrawDisclosure: {
          tombstone: {
            id,
            kind: 'SERVICE_GUIDE',
            lastVersion: 2,
            withdrawnAt: '2026-03-02T09:00:00.000+08:00',
            reason,
          },
          userErrors: [],
        },
      },
    });
    expect(caughtUp).toBe(before + 3);
  });

  it('adds a link', async () => {
    const foreign = content({ leadBodyId: ids.huangpu, originBodyId: ids.huangpu, divisionCode: '310101' });
    const [disclosureId] = await placed(db, [foreign]);
    const input = { bodyId: ids.putuoCivil, disclosureId, itemCode: 'T-01-02' };
    expect(await run(people.editor, link, input)).toEqual({ data: { addLink: { link: input, userErrors: [] } } });
  });

  it('returns what an editor can mend as data, with the rule and its explanation', async () => {
    const early = await submitted(db);
    const before = await publicTraces(db);
    const answer = await run(people.editor, release, { drafts: [{ draftId: early.id }] });
    const fault = { code: 'GATE_UNMET', path: ['drafts', '0'], rule: 'R-V01', explanation: { rule: 'R-V01' } };
    expect(answer).toMatchObject({ data: { releaseDrafts: { release: null, userErrors: [fault, fault, fault] } } });
    expect(await publicTraces(db)).toEqual(before);
  });

  it('refuses whoever is not signed in', async () => {
    const before = await publicTraces(db);
    const answers = [
      await run(null, release, { drafts: [] }),
      await run(null, correct, { draftId: ids.putuo }),
      await run(null, withdraw, { id: ids.putuo, reason: 'x' }),
      await run(null, link, { bodyId: ids.putuo, disclosureId: ids.putuo, itemCode: 'T' }),
    ];
    for (const answer of answers) {
      expect(answer.errors?.[0]?.originalError).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(await publicTraces(db)).toEqual(before);
  });
});
