import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, act, rulesOf } from '../support/flow-act.js';
import { bodyId, caoyang, civilAffairs, guideContent, publishGuide } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const office = bodyId(caoyang.body);
const bureau = bodyId(civilAffairs.body);

test('C01 what one body made, another cannot publish as its own; it may add a link to it', async () => {
  const made = await publishGuide(app, { place: civilAffairs, title: '区级制作的指南' });
  const drafts = (): Promise<{ n: string }[]> => app.db.sql('select count(*)::text as n from draft');
  const before = await drafts();

  const copied = await act(app, 'caoyang-drafter', {
    mutation: 'createDraft',
    input: {
      kind: 'SERVICE_GUIDE',
      bodyId: office,
      content: guideContent('区级制作的指南', { originBodyId: bureau, itemCodes: ['ZH-07'] }),
    },
  });
  expect(copied.code).toBeNull();
  expect(rulesOf(copied)).toEqual(['R-P01']);
  expect(copied.told[0]).toMatchObject({
    code: 'RULE_VIOLATION',
    path: ['originBodyId'],
    explanation: { rule: 'R-P01', clause: 'DB31/T 1297—2021 5.6.2', pack: 'SHANGHAI', packVersion: '2021-06-01' },
  });
  expect(await drafts()).toEqual(before);

  const { link } = await achieve(app, 'caoyang-editor', {
    mutation: 'addLink',
    input: { bodyId: office, disclosureId: made.id, itemCode: 'ZH-07' },
    fields: 'link { bodyId itemCode disclosureId sequence }',
    shape: z.object({
      link: z.object({ bodyId: z.string(), itemCode: z.string(), disclosureId: z.string(), sequence: z.string() }),
    }),
  });
  expect(link).toEqual({
    bodyId: office,
    itemCode: 'ZH-07',
    disclosureId: made.id,
    sequence: (BigInt(made.sequence) + 1n).toString(),
  });

  const linked = `query ($office: ID!) { body(id: $office) {
    links { sequence item { code division { code } } disclosure { id version digest } tombstone { lastVersion } }
    disclosures(where: { item: "ZH-07" }) { totalCount } } }`;
  const asLinked = { query: linked, variables: { office }, shape: z.object({ body: z.object({}).loose() }) };
  const shown = { sequence: link.sequence, item: { code: 'ZH-07', division: { code: caoyang.division } } };
  expect((await ask(app, asLinked)).body, 'the public finds the maker’s record at the body that links to it').toEqual({
    links: [{ ...shown, disclosure: { id: made.id, version: 1, digest: made.digest }, tombstone: null }],
    disclosures: { totalCount: 0 },
  });
  expect((await ask(app, { ...asLinked, at: made.sequence })).body, 'not before').toMatchObject({ links: [] });

  const { disclosure } = await ask(app, {
    query: 'query ($id: ID!) { disclosure(id: $id) { version digest responsibleBody { id } originBody { id } } }',
    variables: { id: made.id },
    shape: z.object({ disclosure: z.object({}).loose() }),
  });
  expect(disclosure, 'the record stays one, and its maker’s').toEqual({
    version: 1,
    digest: made.digest,
    responsibleBody: { id: bureau },
    originBody: { id: bureau },
  });
});

test('C01 somebody else’s editor cannot withdraw or correct what the maker published', async () => {
  const made = await publishGuide(app, { place: civilAffairs, title: '只由制作机关更正' });
  const refused = await act(app, 'caoyang-editor', {
    mutation: 'withdrawDisclosure',
    input: { id: made.id, reason: '不是本机关的信息' },
  });
  expect(refused.code).toBe('FORBIDDEN');
  const { disclosure } = await ask(app, {
    query: 'query ($id: ID!) { disclosure(id: $id) { version } }',
    variables: { id: made.id },
    shape: z.object({ disclosure: z.object({ version: z.number() }) }),
  });
  expect(disclosure.version).toBe(1);
});
