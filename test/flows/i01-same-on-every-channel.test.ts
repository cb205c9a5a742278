import { expect, test } from 'vitest';
import { z } from 'zod';
import { bodyId, caoyang, publishGuide } from '../support/flow-draft.js';
import { ask, before, changesAfter } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const shown = z.object({
  id: z.string(),
  version: z.number(),
  digest: z.string(),
  indexNo: z.string(),
  sequence: z.string(),
  responsibleBody: z.object({ id: z.string(), name: z.string() }),
});
const fragment = 'fragment shown on Disclosure { id version digest indexNo sequence responsibleBody { id name } }';

test('I01 portal, new media, partner and open data read one guide, each in its own way, and get the same', async () => {
  const guide = await publishGuide(app, { title: '同源一致示例指南' });
  const { id, indexNo } = guide;

  const { disclosure: portal } = await ask(app, {
    query: `query ($indexNo: String!) { disclosure(indexNo: $indexNo) { ...shown } } ${fragment}`,
    variables: { indexNo },
    shape: z.object({ disclosure: shown }),
  });
  const { search } = await ask(app, {
    query: `{ search(query: "同源一致示例指南") { edges { node { disclosure { ...shown } } } } } ${fragment}`,
    shape: z.object({ search: z.object({ edges: z.tuple([z.object({ node: z.object({ disclosure: shown }) })]) }) }),
  });
  const { node: partner } = await ask(app, {
    query: `query ($id: ID!) { node(id: $id) { ...shown } } ${fragment}`,
    variables: { id },
    shape: z.object({ node: shown }),
  });
  const { division: openData } = await ask(app, {
    query: `query ($code: ID!) { division(code: $code) { disclosures(where: { kinds: [SERVICE_GUIDE] }, orderBy: PUBLISHED_NEWEST, first: 1) { edges { node { ...shown } } } } } ${fragment}`,
    variables: { code: caoyang.division },
    shape: z.object({
      division: z.object({ disclosures: z.object({ edges: z.tuple([z.object({ node: shown })]) }) }),
    }),
  });

  const expected = {
    id,
    version: 1,
    digest: guide.digest,
    indexNo,
    sequence: guide.sequence,
    responsibleBody: { id: bodyId(caoyang.body), name: '曹杨新村街道办事处' },
  };
  expect(portal).toEqual(expected);
  expect(search.edges[0].node.disclosure).toEqual(expected);
  expect(partner).toEqual(expected);
  expect(openData.disclosures.edges[0].node).toEqual(expected);
  expect(await changesAfter(app, before(guide.sequence))).toEqual([
    { sequence: guide.sequence, kind: 'DISCLOSURE_PUBLISHED', subject: id, version: 1, digest: guide.digest },
  ]);
});
