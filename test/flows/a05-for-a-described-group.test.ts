import { expect, test } from 'vitest';
import { addItemFor, demoKeys, issueKey, localItemFor, registerAudience } from '../support/flow-consumers.js';
import { act } from '../support/flow-act.js';
import { approveGuide, bodyId, caoyang, correctGuide, publishGuide, withdraw } from '../support/flow-draft.js';
import { before, changesAfter, everywhere, headOf, sightingOf } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const specific = '本区散居孤儿监护人';

test('A05 content bound only to a described group: its key reads it everywhere, for all others it does not exist', async () => {
  const saved = await act(app, 'putuo-office', { mutation: 'addLocalItem', input: localItemFor(' ') });
  expect(saved.told).toMatchObject([{ code: 'REQUIRED', path: ['columns', 'audience', 'specific'], rule: 'CAT-14' }]);
  const item = await addItemFor(app, specific);

  const draft = await approveGuide(app, { title: '孤儿基本生活费发放示例', item });
  const early = await act(app, 'caoyang-editor', {
    mutation: 'releaseDrafts',
    input: { drafts: [{ draftId: draft.id }] },
  });
  expect(early.told).toMatchObject([{ code: 'GATE_UNMET', rule: 'R-H11', explanation: { rule: 'R-H11' } }]);

  const audience = await registerAudience(app, specific);
  const key = await issueKey(app, { audienceIds: [audience] });
  const other = await issueKey(app, { audienceIds: [await registerAudience(app, '本区低保家庭(示例)')] });
  const start = await headOf(app);
  const { id, indexNo, version, digest, sequence } = await publishGuide(app, { title: '孤儿基本生活费发放示例', item });

  const subject = {
    id,
    indexNo,
    division: caoyang.division,
    body: bodyId(caoyang.body),
    item,
    word: '孤儿基本生活费发放示例',
    typeName: 'ServiceGuide',
  };
  expect(await sightingOf(app, subject, { key })).toEqual(everywhere({ id, version, digest, sequence }));
  for (const reader of [undefined, ...demoKeys, other]) {
    expect(await sightingOf(app, subject, { key: reader })).toEqual(everywhere(null));
    expect(await changesAfter(app, before(sequence), reader)).toEqual([]);
  }
  expect(before(sequence)).toBe(start);
  expect(await changesAfter(app, start, key)).toEqual([
    { sequence, kind: 'DISCLOSURE_PUBLISHED', subject: id, version, digest },
  ]);

  const next = await correctGuide(app, id, { title: '孤儿基本生活费发放示例(更正)', item });
  expect(await sightingOf(app, subject, { key })).toEqual(
    everywhere({ id, version: 2, digest: next.digest, sequence: next.sequence }),
  );
  const gone = await withdraw(app, id);
  const tombstone = {
    query: 'query ($id: ID!) { tombstone(id: $id) { indexNo } node(id: $id) { id } }',
    variables: { id },
  };
  expect((await app.publicly(tombstone, key)).data).toEqual({ tombstone: { indexNo }, node: { id } });
  for (const reader of [undefined, ...demoKeys, other]) {
    expect((await app.publicly(tombstone, reader)).data).toEqual({ tombstone: null, node: null });
    expect(await changesAfter(app, start, reader)).toEqual([]);
  }
  expect((await changesAfter(app, next.sequence, key)).map((change) => change.sequence)).toEqual([gone.sequence]);
});
