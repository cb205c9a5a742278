import { z } from 'zod';
import { stableId } from '../../seeds/stable-id.js';
import { achieve, act, type Outcome } from './flow-act.js';
import { ask } from './flow-read.js';
import type { TestApp } from './test-app.js';

/** The id of a body of the demo city by its slug. */
export function bodyId(slug: string): string {
  return stableId('body', slug);
}

/** People of one place, by the prefix of their logins, and the body they work for. */
export interface Place {
  readonly people: string;
  readonly body: string;
  readonly division: string;
}

export const caoyang: Place = { people: 'caoyang', body: '310107005-street-office', division: '310107005' };
export const civilAffairs: Place = { people: 'putuo-civil', body: '310107-civil-affairs', division: '310107' };

/** A draft as its people see it between two steps. */
export interface Step {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
}

const step = z.object({ draft: z.object({ id: z.string(), revision: z.number(), state: z.string() }) });
const stepFields = 'draft { id revision state }';

export const aspects = ['LEGALITY', 'SECRECY', 'COMPLETENESS', 'TRUTHFULNESS', 'FORM_AND_WORDING'].map((aspect) => ({
  aspect,
  result: 'PASS',
}));

export const phone = '021-62570001';

/** All a service guide must say, without the item it is filed under. */
export function guideContent(title: string, more: object = {}): object {
  return {
    title,
    summary: '说明办理条件、材料和流程。',
    keywords: ['办事指南'],
    html: `<p>${title}：请携带身份证件到社区事务受理服务中心办理。</p>`,
    formedAt: '2026-11-16',
    serviceGuide: {
      conditions: '本街道常住居民',
      flow: '申请、受理、办结',
      timeLimit: '10个工作日',
      fee: '不收费',
      materials: [{ name: '身份证', basis: '《居民身份证法》第三条', form: '原件', copies: 1 }],
      office: '社区事务受理服务中心',
      phone,
    },
    ...more,
  };
}

/** Something said for every required element of an item, as it holds at a division. */
export async function elementsOf(app: TestApp, division: string, code: string) {
  const { item } = await ask(app, {
    query: `query ($division: ID!, $code: ID!) { item: catalogueItem(division: $division, code: $code) { elements { id name required } } }`,
    variables: { division, code },
    shape: z.object({
      item: z.object({ elements: z.array(z.object({ id: z.string(), name: z.string(), required: z.boolean() })) }),
    }),
  });
  return item.elements
    .filter((element) => element.required)
    .map(({ id, name }) => ({ element: id, text: `${name}(示例)` }));
}

export interface GuideToWrite {
  readonly place?: Place;
  readonly title?: string;
  readonly item?: string;
  readonly content?: object;
  readonly correctsId?: string;
  readonly correctionReason?: string;
}

/** The drafter of the place writes a guide. */
export async function writeGuide(app: TestApp, guide: GuideToWrite = {}): Promise<Step> {
  const { place = caoyang, title = '居民服务指南', item = 'ZH-07', correctsId, correctionReason } = guide;
  const content = guideContent(title, {
    itemCodes: [item],
    elements: await elementsOf(app, place.division, item),
    ...guide.content,
  });
  const input = { kind: 'SERVICE_GUIDE', bodyId: bodyId(place.body), content, correctsId, correctionReason };
  const left = await achieve(app, `${place.people}-drafter`, {
    mutation: 'createDraft',
    input,
    fields: stepFields,
    shape: step,
  });
  return left.draft;
}

/** The signer decides that it is open to everybody, and the drafter hands it in. */
export async function submitOpen(app: TestApp, draft: Step, { people }: Place = caoyang): Promise<Step> {
  const decided = await achieve(app, `${people}-signer`, {
    mutation: 'decideAttribute',
    input: { draftId: draft.id, expectedRevision: draft.revision, attribute: 'PROACTIVE' },
    fields: stepFields,
    shape: step,
  });
  const submitted = await achieve(app, `${people}-drafter`, {
    mutation: 'submitDraft',
    input: { draftId: draft.id, expectedRevision: decided.draft.revision },
    fields: stepFields,
    shape: step,
  });
  return submitted.draft;
}

export type Stage = 'PRELIMINARY' | 'SECOND' | 'FINAL';

/** One stage is tried by a person; the outcome is whatever it is. */
export function tryReview(
  app: TestApp,
  login: string,
  { draft, stage, more = {} }: { draft: Step; stage: Stage; more?: object },
): Promise<Outcome> {
  return act(app, login, {
    mutation: 'reviewDraft',
    input: { draftId: draft.id, expectedRevision: draft.revision, stage, verdict: 'PASS', aspects, ...more },
    fields: stepFields,
  });
}

export async function passStage(app: TestApp, login: string, review: { draft: Step; stage: Stage }): Promise<Step> {
  const { payload, told, code } = await tryReview(app, login, review);
  if (code !== null || told.length > 0) throw new Error(`${login} could not review: ${code} ${JSON.stringify(told)}`);
  return step.parse(payload).draft;
}

/** Three people pass the three stages. */
export async function passReview(app: TestApp, draft: Step, { people }: Place = caoyang): Promise<Step> {
  const first = await passStage(app, `${people}-preliminary`, { draft, stage: 'PRELIMINARY' });
  const second = await passStage(app, `${people}-second`, { draft: first, stage: 'SECOND' });
  return passStage(app, `${people}-final`, { draft: second, stage: 'FINAL' });
}

/** From the first line to the approval. */
export async function approveGuide(app: TestApp, guide: GuideToWrite = {}): Promise<Step> {
  const draft = await writeGuide(app, guide);
  return passReview(app, await submitOpen(app, draft, guide.place), guide.place);
}

const releasedShape = z.object({
  release: z.object({
    sequence: z.string(),
    at: z.string(),
    disclosures: z.tuple([z.object({ id: z.string(), indexNo: z.string(), version: z.number(), digest: z.string() })]),
  }),
});
const releaseFields = 'release { sequence at disclosures { id indexNo version digest } }';

/** What became public, and when. */
export interface Published {
  readonly id: string;
  readonly indexNo: string;
  readonly version: number;
  readonly digest: string;
  readonly sequence: string;
  readonly at: string;
}

/** From the first line to the public. */
export async function publishGuide(app: TestApp, guide: GuideToWrite = {}): Promise<Published> {
  const { people } = guide.place ?? caoyang;
  const draft = await approveGuide(app, guide);
  const left = await achieve(app, `${people}-editor`, {
    mutation: 'releaseDrafts',
    input: { drafts: [{ draftId: draft.id, expectedRevision: draft.revision }] },
    fields: releaseFields,
    shape: releasedShape,
  });
  return published(left);
}

/** A correction takes the same way; the old version stays readable under its number. */
export async function correctGuide(app: TestApp, id: string, guide: GuideToWrite): Promise<Published> {
  const { people } = guide.place ?? caoyang;
  const draft = await approveGuide(app, { correctionReason: '联系电话有误', ...guide, correctsId: id });
  const left = await achieve(app, `${people}-editor`, {
    mutation: 'correctDisclosure',
    input: { draftId: draft.id, expectedRevision: draft.revision },
    fields: releaseFields,
    shape: releasedShape,
  });
  return published(left);
}

const withdrawnShape = z.object({
  tombstone: z.object({ id: z.string(), indexNo: z.string(), lastVersion: z.number(), sequence: z.string() }),
});

export async function withdraw(app: TestApp, id: string, { people }: Place = caoyang) {
  const left = await achieve(app, `${people}-editor`, {
    mutation: 'withdrawDisclosure',
    input: { id, reason: '内容不当' },
    fields: 'tombstone { id indexNo lastVersion sequence }',
    shape: withdrawnShape,
  });
  return left.tombstone;
}

function published({ release }: z.infer<typeof releasedShape>): Published {
  return { ...release.disclosures[0], sequence: release.sequence, at: release.at };
}
