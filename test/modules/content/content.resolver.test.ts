import 'reflect-metadata';
import { graphql, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { ContentResolver } from '../../../src/modules/content/content.resolver.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { draftTraces, people, settleCatalogue, submitted } from '../../support/builders-content.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
let schema: GraphQLSchema;
beforeAll(async () => {
  await settleCatalogue(db);
  schema = await buildSchema({ resolvers: [ContentResolver], validate: false });
});

async function run(actor: Actor | null, source: string, variables: Record<string, unknown>) {
  const contextValue = { db, actor, requestId: 'test', afterCommit: () => Promise.resolve() };
  const { data, errors } = await graphql({ schema, source, variableValues: variables, contextValue });
  const plain: unknown = JSON.parse(JSON.stringify(data ?? null));
  return {
    data: plain,
    codes: (errors ?? []).map((error) => (error.originalError as { code?: string } | undefined)?.code),
  };
}

const create = `mutation ($input: CreateDraftInput!) { createDraft(input: $input) {
  draft { id revision state html serviceGuide { fee materials { name basis copies } } policyDocument { docNo } elements { element text } allowedActions }
  userErrors { code path rule } } }`;

const guideInput = {
  kind: 'SERVICE_GUIDE',
  bodyId: ids.putuoCivil,
  content: {
    title: '示例指南',
    html: '<p onclick="x()">正文<script>alert(1)</script></p>',
    itemCodes: ['T-01-01'],
    elements: [{ element: 'scope', text: '老人' }],
    serviceGuide: { fee: '不收费', materials: [{ name: '身份证', basis: '《示例办法》', copies: 1 }] },
  },
};

describe('the editorial schema of drafts', () => {
  it('takes the fields of a kind under its name and shows them there', async () => {
    const { data, codes } = await run(people.drafter, create, { input: guideInput });
    expect(codes).toEqual([]);
    expect(data).toMatchObject({
      createDraft: {
        userErrors: [],
        draft: {
          revision: 1,
          state: 'DRAFTING',
          html: '<p>正文</p>',
          serviceGuide: { fee: '不收费', materials: [{ name: '身份证', basis: '《示例办法》', copies: 1 }] },
          policyDocument: null,
          elements: [{ element: 'scope', text: '老人' }],
          allowedActions: ['REVISE', 'SUBMIT'],
        },
      },
    });
  });

  it('patches one field and clears another', async () => {
    const made = await run(people.drafter, create, { input: guideInput });
    const { createDraft } = made.data as { createDraft: { draft: { id: string } } };
    const source = `mutation ($input: ReviseDraftInput!) { reviseDraft(input: $input) {
      draft { revision title html serviceGuide { fee conditions } elements { element } } userErrors { code } } }`;
    const content = {
      html: null,
      serviceGuide: { conditions: '年满八十' },
      elements: [{ element: 'scope', text: null }],
    };
    const input = { draftId: createDraft.draft.id, expectedRevision: 1, content };
    const { data } = await run(people.drafter, source, { input });
    expect(data).toEqual({
      reviseDraft: {
        draft: {
          revision: 2,
          title: '示例指南',
          html: null,
          serviceGuide: { fee: '不收费', conditions: '年满八十' },
          elements: [],
        },
        userErrors: [],
      },
    });
  });

  it('gives faults as data, with the rest null', async () => {
    const input = { ...guideInput, content: { ...guideInput.content, originBodyId: ids.huangpu } };
    const { data } = await run(people.drafter, create, { input });
    expect(data).toEqual({
      createDraft: { draft: null, userErrors: [{ code: 'RULE_VIOLATION', path: ['originBodyId'], rule: 'R-P01' }] },
    });
    const mixed = { ...guideInput, kind: 'POLICY_DOCUMENT' };
    expect((await run(people.drafter, create, { input: mixed })).data).toEqual({
      createDraft: { draft: null, userErrors: [{ code: 'NOT_ALLOWED_HERE', path: ['serviceGuide'], rule: null }] },
    });
  });

  it('shows where a draft comes from and which body answers for it', async () => {
    const sourceCopy = { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` };
    const origin = { origin: 'RECEIVED_FROM_PERSON', sourceKind: 'CITIZEN', sourceName: '张三', sourceCopy };
    const shown = `origin sourceKind sourceName sourceCopy { name mediaType size sha256 } coMakerIds leadBodyId
      publisher { standing rule body { id name } explanation { rule clause pack } }`;
    const source = `mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { ${shown} } } }`;
    const input = { ...guideInput, content: { ...guideInput.content, ...origin } };
    expect(await run(people.drafter, source, { input })).toEqual({
      codes: [],
      data: {
        createDraft: {
          draft: {
            ...origin,
            coMakerIds: [],
            leadBodyId: null,
            publisher: {
              standing: 'MAY_PUBLISH',
              rule: 'R-P02',
              body: { id: ids.putuoCivil, name: '普陀区民政局' },
              explanation: { rule: 'R-P02', clause: 'DB31/T 1297—2021 5.6.3', pack: 'SHANGHAI' },
            },
          },
        },
      },
    });
    const together = { origin: 'CO_MADE', coMakerIds: [ids.putuo, ids.putuoCivil], leadBodyId: ids.putuoCivil };
    const led = { ...guideInput, content: { ...guideInput.content, ...together } };
    const { data } = await run(people.drafter, source, { input: led });
    expect(data).toMatchObject({ createDraft: { draft: { ...together, sourceName: null, sourceCopy: null } } });
  });

  it('counts what was sent back, for those who supervise', async () => {
    const made = await run(people.drafter, create, { input: guideInput });
    const { createDraft } = made.data as { createDraft: { draft: { id: string } } };
    const submit = `mutation ($input: SubmitDraftInput!) { submitDraft(input: $input) { returned { rule } } }`;
    await run(people.drafter, submit, { input: { draftId: createDraft.draft.id, expectedRevision: 1 } });
    const source = `query ($body: ID!) { draftReturns(from: "2026-03-02", to: "2026-03-02", rule: "R-A01", bodyId: $body) {
      bodyId bodyName divisionCode rule count } }`;
    const body = ids.putuoCivil;
    expect((await run(people.supervisor, source, { body })).data).toEqual({
      draftReturns: [{ bodyId: body, bodyName: '普陀区民政局', divisionCode: '310107', rule: 'R-A01', count: 1 }],
    });
    expect((await run(people.drafter, source, { body })).codes).toEqual(['FORBIDDEN']);
    expect((await run(null, source, { body })).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('turns away whoever is not signed in, from everything, and leaves nothing', async () => {
    const draft = await submitted(db);
    const target = { draftId: draft.id, expectedRevision: draft.revision };
    const before = await draftTraces(db);
    const mutations: readonly (readonly [string, object])[] = [
      ['createDraft', guideInput],
      ['reviseDraft', { ...target, content: { title: 'x' } }],
      ['reassignDraft', { ...target, bodyId: ids.putuo }],
      ['decideAttribute', { ...target, attribute: 'PROACTIVE' }],
      ['submitDraft', target],
      ['reviewDraft', { ...target, stage: 'PRELIMINARY', verdict: 'PASS', aspects: [] }],
    ];
    for (const [name, input] of mutations) {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const source = `mutation ($input: ${type}!) { ${name}(input: $input) { draft { id } } }`;
      expect((await run(null, source, { input })).codes).toEqual(['UNAUTHENTICATED']);
      expect((await run(people.operator, source, { input })).codes).toEqual(['NOT_FOUND']);
    }
    for (const source of ['draft(id: $id) { id }', 'opinions(draft: $id) { id }']) {
      const query = `query ($id: ID!) { ${source} }`;
      expect((await run(null, query, { id: draft.id })).codes).toEqual(['UNAUTHENTICATED']);
      expect((await run(people.elsewhere, query, { id: draft.id })).codes).toEqual(['NOT_FOUND']);
    }
    expect((await run(null, '{ drafts { hasNextPage } }', {})).codes).toEqual(['UNAUTHENTICATED']);
    expect(await draftTraces(db)).toEqual(before);
  });

  it('lists and shows drafts to a reader', async () => {
    const source =
      '{ drafts(first: 1, state: SUBMITTED) { hasNextPage edges { cursor node { state allowedActions } } } }';
    const { data } = await run(people.supervisor, source, {});
    expect(data).toMatchObject({
      drafts: { hasNextPage: false, edges: [{ node: { state: 'SUBMITTED', allowedActions: [] } }] },
    });
  });
});
