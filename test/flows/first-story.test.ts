import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve } from '../support/flow-act.js';
import {
  bodyId,
  caoyang,
  correctGuide,
  guideContent,
  publishGuide,
  withdraw,
  type Published,
} from '../support/flow-draft.js';
import {
  ask,
  before,
  changesAfter,
  everywhere,
  headOf,
  type ReadVersion,
  sightingOf,
  type Subject,
} from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const item = 'GG-09-01';
/** 𠮷 and 𬭊 lie outside the basic plane: two code units each. */
const title = '曹杨𠮷安楼加装电梯𬭊补贴申领指南';
const word = '𬭊补贴';
const html = '<p>申请人住在𠮷安楼的，凭身份证件申领𬭊补贴。</p>';

const group = {
  code: 'GG-09',
  category: 'PUBLIC_SERVICE_ITEM',
  isLeaf: false,
  identifier: 'LIFT_RETROFIT',
  columns: { name: '加装电梯' },
};
const leaf = {
  code: item,
  parentCode: 'GG-09',
  category: 'PUBLIC_SERVICE_ITEM',
  isLeaf: true,
  identifier: 'LIFT_RETROFIT_SUBSIDY',
  columns: {
    name: '加装电梯补贴',
    elements: [{ id: 'subsidyTarget', name: '补贴对象', type: 'TEXT', required: true }],
    bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
    deadline: { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY' },
    responsibility: { function: 'GOVERNMENT' },
    channels: ['GOVERNMENT_WEBSITE'],
    audience: { specific: null },
    levels: ['DISTRICT', 'STREET'],
  },
};

const itemQuery = `query ($division: ID!, $code: ID!) {
  catalogueItem(division: $division, code: $code) {
    name definedAt { code level } elements { id required origin { division { code } level state since } }
    fieldOrigins { field origins { level since } } responsibility { body { id } }
  }
}`;

async function cityDefines(): Promise<string> {
  const { added } = await achieve(app, 'city-office', {
    mutation: 'addItems',
    input: { divisionCode: '310000', items: [group, leaf] },
    fields: 'added { itemCodes sequence }',
    shape: z.object({ added: z.object({ itemCodes: z.tuple([z.string(), z.string()]), sequence: z.string() }) }),
  });
  expect(added.itemCodes).toEqual(['GG-09', item]);
  return added.sequence;
}

async function streetInherits(since: string): Promise<void> {
  const { catalogueItem } = await ask(app, {
    query: itemQuery,
    variables: { division: caoyang.division, code: item },
    shape: z.object({ catalogueItem: z.object({}).loose() }),
  });
  expect(catalogueItem).toEqual({
    name: '加装电梯补贴',
    definedAt: { code: '310000', level: 'CITY' },
    elements: [
      {
        id: 'subsidyTarget',
        required: true,
        origin: { division: { code: '310000' }, level: 'CITY', state: 'DEFINED', since },
      },
    ],
    fieldOrigins: expect.arrayContaining([
      { field: 'elements', origins: [{ level: 'CITY', since }] },
      { field: 'deadline', origins: [{ level: 'CITY', since }] },
    ]),
    responsibility: { body: { id: bodyId(caoyang.body) } },
  });
  const { catalogueItem: ofCity } = await ask(app, {
    query: itemQuery,
    variables: { division: '310000', code: item },
    shape: z.object({ catalogueItem: z.null() }),
  });
  expect(ofCity, 'the item is for districts and streets only').toBeNull();
}

function subjectOf({ id, indexNo }: Published): Subject {
  const { division, body } = caoyang;
  return { id, indexNo, division, body: bodyId(body), item, word, typeName: 'ServiceGuide' };
}

const asRead = ({ id, version, digest, sequence }: Published): ReadVersion => ({ id, version, digest, sequence });

async function guideTexts(id: string, version?: number): Promise<unknown> {
  const { disclosure } = await ask(app, {
    query: `query ($id: ID!, $version: Int) { disclosure(id: $id, version: $version) {
      version digest sequence title content { html text } elements { element name text } ... on ServiceGuide { phone } } }`,
    variables: { id, version },
    shape: z.object({ disclosure: z.object({}).loose() }),
  });
  return disclosure;
}

test('the city defines, the street inherits, a draft is reviewed and released, every consumer reads the same version', async () => {
  const since = await cityDefines();
  await streetInherits(since);

  const first = await publishGuide(app, { title, item, content: { html } });
  const subject = subjectOf(first);
  expect(first).toMatchObject({ version: 1, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect(first.sequence).toBe((BigInt(since) + 1n).toString());
  expect(await sightingOf(app, subject)).toEqual(everywhere(asRead(first)));
  expect(await sightingOf(app, subject, { at: before(first.sequence) }), 'not before its release').toEqual(
    everywhere(null),
  );
  expect(await guideTexts(first.id)).toEqual({
    version: 1,
    digest: first.digest,
    sequence: first.sequence,
    title,
    content: { html, text: '申请人住在𠮷安楼的，凭身份证件申领𬭊补贴。' },
    elements: [{ element: 'subsidyTarget', name: '补贴对象', text: '补贴对象(示例)' }],
    phone: '021-62570001',
  });

  const { serviceGuide } = z.object({ serviceGuide: z.object({}).loose() }).parse(guideContent(title));
  const phone = '021-62570002';
  const second = await correctGuide(app, first.id, {
    title,
    item,
    content: { html, serviceGuide: { ...serviceGuide, phone } },
  });
  expect(second).toMatchObject({ id: first.id, indexNo: first.indexNo, version: 2 });
  expect(second.digest).not.toBe(first.digest);
  expect(await sightingOf(app, subject)).toEqual(everywhere(asRead(second)));
  expect(await sightingOf(app, subject, { at: before(second.sequence) }), 'as it stood before').toEqual(
    everywhere(asRead(first)),
  );
  expect(await guideTexts(first.id)).toMatchObject({ version: 2, digest: second.digest, phone });
  expect(await guideTexts(first.id, 1)).toMatchObject({ version: 1, digest: first.digest, phone: '021-62570001' });

  expect(await changesAfter(app, before(first.sequence))).toEqual([
    { kind: 'DISCLOSURE_PUBLISHED', sequence: first.sequence, subject: first.id, version: 1, digest: first.digest },
    { kind: 'DISCLOSURE_CORRECTED', sequence: second.sequence, subject: first.id, version: 2, digest: second.digest },
  ]);

  const tombstone = await withdraw(app, first.id);
  expect(tombstone).toMatchObject({ id: first.id, indexNo: first.indexNo, lastVersion: 2 });
  await onlyTombstoneLeft(subject, [first, second, { ...second, sequence: tombstone.sequence }]);

  const next = await publishGuide(app, { title: '另一份指南', item });
  expect(next.indexNo, 'a number is never given again').not.toBe(first.indexNo);
  expect(numberOf(next)).toBe(numberOf(first) + 1);
});

/** At every sequence the public ever had, and at the head. */
async function onlyTombstoneLeft(subject: Subject, moments: readonly Published[]): Promise<void> {
  const last = moments.at(-1)?.sequence ?? '';
  expect(await headOf(app)).toBe(last);
  for (const { sequence } of moments) {
    expect(await sightingOf(app, subject, { at: sequence }), `at ${sequence}`).toEqual(everywhere(null));
    const left = await ask(app, {
      query: `query ($id: ID!) {
        tombstone(id: $id) { id lastVersion indexNo sequence reason }
        node(id: $id) { __typename ... on Tombstone { lastVersion } }
        old: disclosure(id: $id, version: 1) { id }
        search(query: "𬭊补贴") { totalCount edges { node { id } } }
      }`,
      variables: { id: subject.id },
      at: sequence,
      shape: z.object({}).loose(),
    });
    expect(left, `at ${sequence}`).toEqual({
      tombstone: {
        id: subject.id,
        lastVersion: 2,
        indexNo: subject.indexNo,
        sequence: last,
        reason: '内容不当',
      },
      node: { __typename: 'Tombstone', lastVersion: 2 },
      old: null,
      search: { totalCount: 0, edges: [] },
    });
  }
}

function numberOf({ indexNo }: Published): number {
  return Number(/\/2026-(\d{5})$/.exec(indexNo)?.[1]);
}
