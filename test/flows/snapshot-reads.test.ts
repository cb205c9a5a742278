import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { achieve } from '../support/flow-act.js';
import { correctGuide, publishGuide } from '../support/flow-draft.js';
import { ask, before, headOf, snapshot } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const changeShape = z.object({ change: z.object({ sequence: z.string() }) });

async function cityAddsBasis(clause: string): Promise<string> {
  const { change } = await achieve(app, 'city-office', {
    mutation: 'overrideField',
    input: {
      divisionCode: '310000',
      itemCode: 'ZH-07',
      value: { bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause }] },
    },
    fields: 'change { sequence }',
    shape: changeShape,
  });
  return change.sequence;
}

async function clausesAt(at?: string, atLeast?: string): Promise<(string | null)[]> {
  const { catalogueItem } = await ask(app, {
    query: '{ catalogueItem(division: "310107005", code: "ZH-07") { bases { clause } } }',
    shape: z.object({ catalogueItem: z.object({ bases: z.array(z.object({ clause: z.string().nullable() })) }) }),
    ...(at === undefined ? {} : { at }),
    ...(atLeast === undefined ? {} : { atLeast }),
  });
  return catalogueItem.bases.map((basis) => basis.clause);
}

const placesShape = z.object({
  checkpoint: z.object({ sequence: z.string() }),
  division: z.object({ name: z.string(), children: z.array(z.object({ parent: z.object({ name: z.string() }) })) }),
  catalogue: z.object({ division: z.object({ name: z.string() }) }),
  disclosures: z.object({
    edges: z.tuple([z.object({ node: z.object({ division: z.object({ name: z.string() }) }) })]),
  }),
});

/** The name of Putuo by four ways, and the sequence that the answer was read at. */
async function namesAt(at?: string) {
  const found = await ask(app, {
    query: `{ checkpoint { sequence } division(code: "310107") { name children { parent { name } } }
      catalogue(division: "310107") { division { name } }
      disclosures(where: { division: "310107" }, first: 1) { edges { node { division { name } } } } }`,
    shape: placesShape,
    ...(at === undefined ? {} : { at }),
  });
  const names = [
    found.division.name,
    ...found.division.children.map((child) => child.parent.name),
    found.catalogue.division.name,
    found.disclosures.edges[0].node.division.name,
  ];
  return { sequence: found.checkpoint.sequence, names: [...new Set(names)] };
}

describe('a reader who names a sequence reads as of it, on every path', () => {
  test('the catalogue as it was inherited then', async () => {
    const first = await cityAddsBasis('第二十条第一项');
    const second = await cityAddsBasis('第二十条第八项');
    expect(await clausesAt()).toEqual(['第二十条第八项']);
    expect(await clausesAt(second)).toEqual(['第二十条第八项']);
    expect(await clausesAt(before(second))).toEqual(['第二十条第一项']);
    expect(await clausesAt(first)).toEqual(['第二十条第一项']);
    expect(await clausesAt(before(first))).not.toContain('第二十条第一项');
  });

  test('a division under the name it had then', async () => {
    const old = await headOf(app);
    await achieve(app, 'operator', {
      mutation: 'renameDivision',
      input: { code: '310107', name: '普陀示例区', expectedName: '普陀区' },
      shape: z.object({}),
    });
    const renamed = (BigInt(old) + 1n).toString();
    expect(await namesAt()).toEqual({ sequence: renamed, names: ['普陀示例区'] });
    expect(await namesAt(old)).toEqual({ sequence: old, names: ['普陀区'] });
    expect(await namesAt(renamed)).toEqual({ sequence: renamed, names: ['普陀示例区'] });
  });

  test('a disclosure in the version that stood then, absent before it was public', async () => {
    const title = '快照示例指南';
    const first = await publishGuide(app, { title });
    const second = await correctGuide(app, first.id, { title: `${title}(更正)` });
    const at = async (sequence?: string): Promise<unknown> =>
      ask(app, {
        query: `query ($id: ID!, $indexNo: String!) {
          disclosure(id: $id) { version title versions { version current } }
          byNumber: disclosure(indexNo: $indexNo) { version }
          search(query: "快照示例指南") { totalCount edges { node { version } } } }`,
        variables: { id: first.id, indexNo: first.indexNo },
        shape: z.object({}).loose(),
        ...(sequence === undefined ? {} : { at: sequence }),
      });
    expect(await at(before(first.sequence))).toEqual({
      disclosure: null,
      byNumber: null,
      search: { totalCount: 0, edges: [] },
    });
    const one = {
      disclosure: { version: 1, title, versions: [{ version: 1, current: true }] },
      byNumber: { version: 1 },
      search: { totalCount: 1, edges: [{ node: { version: 1 } }] },
    };
    expect(await at(first.sequence)).toEqual(one);
    expect(await at(before(second.sequence))).toEqual(one);
    expect(await at(second.sequence)).toEqual(await at());
    expect(await at()).toMatchObject({
      disclosure: { version: 2, title: `${title}(更正)` },
      byNumber: { version: 2 },
      search: { totalCount: 1, edges: [{ node: { version: 2 } }] },
    });
  });

  test('an old answer stays the same, byte by byte, whatever comes after', async () => {
    const at = await headOf(app);
    const question = {
      query:
        '{ division(code: "310107") { name } disclosures(first: 20) { totalCount edges { cursor node { id version digest title responsibleBody { name } item { name } versions { version current } } } } changes(after: "0", first: 50) { upTo edges { node { sequence subject digest } } } catalogueItem(division: "310107005", code: "ZH-07") { bases { clause origin { since } } } }',
    };
    const earlier = await app.publicly(question);
    expect(earlier.errors).toBeUndefined();
    await publishGuide(app, { title: '后来的指南' });
    await cityAddsBasis('第二十一条');
    const later = await app.publicly(snapshot(question, { at }));
    expect(later.data).toEqual(earlier.data);
    expect(later.extensions).toEqual({ tongyuan: { sequence: at } });
  });
});

describe('a reader who names the least sequence never reads before it', () => {
  test('what an editor changed is there when the client asks for at least its sequence', async () => {
    const sequence = await cityAddsBasis('第十九条');
    expect(await clausesAt(undefined, sequence)).toEqual(['第十九条']);
    const published = await publishGuide(app, { title: '写后即读' });
    const { disclosure, checkpoint } = await ask(app, {
      query: 'query ($id: ID!) { checkpoint { sequence } disclosure(id: $id) { digest } }',
      variables: { id: published.id },
      atLeast: published.sequence,
      shape: z.object({ checkpoint: z.object({ sequence: z.string() }), disclosure: z.object({ digest: z.string() }) }),
    });
    expect(disclosure.digest).toBe(published.digest);
    expect(checkpoint.sequence).toBe(published.sequence);
  });

  test('an older least sequence is answered at the head', async () => {
    const head = await headOf(app);
    const answer = await app.publicly(snapshot({ query: '{ checkpoint { sequence } }' }, { atLeast: '1' }));
    expect(answer.data).toEqual({ checkpoint: { sequence: head } });
  });

  test('beyond the head: refused at once for `at`, after waiting for `atLeast`', async () => {
    const head = await headOf(app);
    const beyond = (BigInt(head) + 1n).toString();
    const question = { query: '{ disclosures(first: 1) { totalCount } }' };
    const ahead = await app.publicly(snapshot(question, { at: beyond }));
    expect(ahead.errors?.[0]?.extensions).toEqual({ code: 'SEQUENCE_AHEAD', details: { head } });
    const waited = await app.publicly(snapshot(question, { atLeast: beyond }));
    expect(waited.errors?.[0]?.extensions).toEqual({ code: 'NOT_YET_VISIBLE', details: { sequence: head } });
  });

  test('a reader who waits is answered as soon as the sequence is public', async () => {
    const head = await headOf(app);
    const next = (BigInt(head) + 1n).toString();
    const waiting = app.publicly(
      snapshot({ query: '{ checkpoint { sequence } division(code: "310107005") { name } }' }, { atLeast: next }),
    );
    await achieve(app, 'operator', {
      mutation: 'renameDivision',
      input: { code: '310107005', name: '曹杨新村街道(示例)' },
      shape: z.object({}),
    });
    const answer = await waiting;
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ checkpoint: { sequence: next }, division: { name: '曹杨新村街道(示例)' } });
  });
});
