import { z } from 'zod';
import { achieve } from './flow-act.js';
import { bodyId, caoyang, elementsOf, type Place, type Step } from './flow-draft.js';
import type { TestApp } from './test-app.js';

const explanation = z.object({
  rule: z.string(),
  clause: z.string().nullable(),
  inputs: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
});
const publisher = z.object({
  standing: z.string(),
  rule: z.string(),
  body: z.object({ id: z.string() }).nullable(),
  explanation,
});

/** Which body answers for a draft, as one of its people reads it. */
export async function publisherOf(app: TestApp, login: string, id: string): Promise<z.infer<typeof publisher>> {
  const question = {
    query: `query ($id: ID!) { draft(id: $id) { publisher {
      standing rule body { id } explanation { rule clause inputs { name value } text } } } }`,
    variables: { id },
  };
  const answer = await app.editorially(question, await app.signIn(login));
  return z.object({ draft: z.object({ publisher }) }).parse(answer.data).draft.publisher;
}

const step = z.object({ draft: z.object({ id: z.string(), revision: z.number(), state: z.string() }) });
const fields = 'draft { id revision state }';

/** A notice of the place, issued by its body alone unless the content says otherwise. */
export async function writeNotice(
  app: TestApp,
  { place = caoyang, ...content }: { place?: Place; title: string; docNo: string } & Readonly<Record<string, unknown>>,
): Promise<Step> {
  const { docNo, ...more } = content;
  const input = {
    kind: 'POLICY_DOCUMENT',
    bodyId: bodyId(place.body),
    content: {
      html: '<p>各居民委员会：</p><p>现将有关事项通知如下(示例)。</p>',
      summary: '示例通知。',
      issuedAt: '2026-11-20',
      itemCodes: ['ZH-04-02'],
      elements: await elementsOf(app, place.division, 'ZH-04-02'),
      policyDocument: { docNo, genre: '通知', issuers: [bodyId(place.body)] },
      ...more,
    },
  };
  const left = await achieve(app, `${place.people}-drafter`, { mutation: 'createDraft', input, fields, shape: step });
  return left.draft;
}

/** The drafter changes what the content names. */
export async function revise(app: TestApp, draft: Step, content: object, { people }: Place = caoyang): Promise<Step> {
  const input = { draftId: draft.id, expectedRevision: draft.revision, content };
  const left = await achieve(app, `${people}-drafter`, { mutation: 'reviseDraft', input, fields, shape: step });
  return left.draft;
}

/** The signer decides, for whatever reason. */
export async function decide(
  app: TestApp,
  draft: Step,
  { attribute, reason, place = caoyang }: { attribute: string; reason?: string; place?: Place },
): Promise<Step> {
  const input = { draftId: draft.id, expectedRevision: draft.revision, attribute, reason };
  const left = await achieve(app, `${place.people}-signer`, {
    mutation: 'decideAttribute',
    input,
    fields,
    shape: step,
  });
  return left.draft;
}

const released = z.object({
  release: z.object({
    sequence: z.string(),
    disclosures: z.tuple([z.object({ id: z.string(), indexNo: z.string() })]),
  }),
});

/** The editor of the place publishes what was approved. */
export async function release(
  app: TestApp,
  draft: Step,
  { people }: Place = caoyang,
): Promise<{ id: string; indexNo: string; sequence: string }> {
  const { release: done } = await achieve(app, `${people}-editor`, {
    mutation: 'releaseDrafts',
    input: { drafts: [{ draftId: draft.id, expectedRevision: draft.revision }] },
    fields: 'release { sequence disclosures { id indexNo } }',
    shape: released,
  });
  return { ...done.disclosures[0], sequence: done.sequence };
}
