import { createHash } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { describe, expect, test, vi } from 'vitest';
import { addItemFor, demoKeys, issueKey, registerAudience } from '../support/flow-consumers.js';
import { achieve } from '../support/flow-act.js';
import { bodyId, caoyang, civilAffairs, correctGuide, publishGuide, withdraw } from '../support/flow-draft.js';
import { overTheWire } from '../support/over-the-wire.js';
import { demoApp, secondNode, type TestApp } from '../support/test-app.js';
import { z } from 'zod';

const app = await demoApp();
/** The same store, where every answer is made anew. */
const plain = await secondNode(app, { RESPONSE_CACHE_MB: '0' });

const statements: string[] = [];
const run = app.db.sql.bind(app.db);
vi.spyOn(app.db, 'sql').mockImplementation((text, params) => {
  if (/\bfrom (disclosure|body_link|tombstone|index_number)/.test(text) && !/touched/.test(text)) statements.push(text);
  return run(text, params);
});

interface Given {
  readonly body: string;
  readonly made: boolean;
  readonly age: unknown;
}

async function given(query: string, key?: string): Promise<Given> {
  const before = statements.length;
  const response = await app.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    payload: JSON.stringify({ query }),
  });
  return { body: response.body, made: statements.length > before, age: response.headers['age'] };
}

async function plainBody(query: string, key?: string): Promise<string> {
  await plain.store.follower.catchUp();
  const response = await plain.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    payload: JSON.stringify({ query }),
  });
  return response.body;
}

const byId = (id: string): string => `{ disclosure(id: "${id}") { id version title validity content { text } } }`;
const ofBody = (body: string): string =>
  `{ disclosures(where: { body: "${body}" }, first: 5) { totalCount edges { node { id version title validity } } } }`;

describe('an answer is kept', () => {
  test('and given again at no cost, with its age; one that is new since then says the new sequence', async () => {
    const guide = await publishGuide(app, { title: '留存示例' });
    const first = await given(byId(guide.id));
    expect([first.made, first.age]).toEqual([true, undefined]);
    expect(await given(byId(guide.id))).toEqual({ body: first.body, made: false, age: '0' });
    const next = await publishGuide(app, { title: '另一件', place: civilAffairs });
    const later = await given(byId(guide.id));
    expect(later.made).toBe(false);
    expect(later.body).toBe(first.body.replace(`"${guide.sequence}"`, `"${next.sequence}"`));
  });

  test('until what it is about is corrected, or withdrawn', async () => {
    const guide = await publishGuide(app, { title: '更正之前' });
    await given(byId(guide.id));
    await correctGuide(app, guide.id, { title: '更正之后' });
    const corrected = await given(byId(guide.id));
    expect([corrected.made, corrected.body.includes('更正之后')]).toEqual([true, true]);
    await withdraw(app, guide.id);
    expect((await given(byId(guide.id))).body).toContain('"disclosure":null');
  });

  test('until a document that it does not name repeals what it is about', async () => {
    const old = await publishGuide(app, { title: '将被废止的示例' });
    const list = ofBody(bodyId(caoyang.body));
    expect((await given(byId(old.id))).body).toContain('IN_FORCE');
    await given(list);
    await publishGuide(app, {
      title: '废止前一件',
      place: civilAffairs,
      content: { relations: [{ type: 'REPEALS', targetId: old.id }] },
    });
    expect((await given(byId(old.id))).body).toContain('REPEALED');
    expect((await given(list)).body).toBe(await plainBody(list));
  });

  test('a list of a body until that body publishes', async () => {
    const list = ofBody(bodyId(caoyang.body));
    await given(list);
    await publishGuide(app, { title: '别处一件', place: civilAffairs });
    expect((await given(list)).made).toBe(false);
    await publishGuide(app, { title: '本处一件' });
    const fresh = await given(list);
    expect([fresh.made, fresh.body.includes('本处一件')]).toEqual([true, true]);
  });

  test('until the catalogue or the directory changes', async () => {
    const query = '{ catalogueItem(division: "310107005", code: "ZH-07") { name note } body(id: "x") { id } }';
    await given(query);
    await achieve(app, 'city-office', {
      mutation: 'overrideField',
      input: { divisionCode: '310000', itemCode: 'ZH-07', value: { note: '市级备注(示例)' } },
      shape: z.object({}),
    });
    expect((await given(query)).body).toContain('市级备注(示例)');
  });

  test('for readers who may see the same only', async () => {
    const specific = '本区散居孤儿监护人(示例)';
    const item = await addItemFor(app, specific);
    const key = await issueKey(app, { audienceIds: [await registerAudience(app, specific)] });
    const masked = await issueKey(app, { withheldFields: ['Disclosure.content'] });
    const { id } = await publishGuide(app, { title: '定向留存示例', item });
    const query = byId(id);
    expect((await given(query, key)).body).toContain('定向留存示例');
    for (const reader of [undefined, ...demoKeys, masked]) {
      expect((await given(query, reader)).body).toContain('"disclosure":null');
    }
    const open = byId((await publishGuide(app, { title: '公开留存示例' })).id);
    expect((await given(open)).body).toContain('"text"');
    expect((await given(open, masked)).body).toContain('"content":null');
    expect((await given(open, demoKeys[0])).body).toContain('"text"');
    expect(await given(open, demoKeys[1])).toMatchObject({ made: false });
  });
});

describe('an answer is not kept', () => {
  test('with an error in it, at a named sequence, or when it holds more than releases tell of', async () => {
    const guide = await publishGuide(app, { title: '不留存示例' });
    const failing = `{ disclosure(id: "${guide.id}") { id } wrong: disclosure { id } }`;
    const due = `{ disclosure(id: "${guide.id}") { id } dueDate(division: "310107", trigger: FORMED, at: "2026-02-09T09:00:00+08:00", amount: 20, unit: WORKING_DAY) { date } }`;
    for (const query of [failing, due]) {
      await given(query);
      expect((await given(query)).made, `for ${query}`).toBe(true);
    }
    const at = { query: byId(guide.id), extensions: { tongyuan: { at: guide.sequence } } };
    const first = await app.publicly(at);
    await withdraw(app, guide.id);
    expect((await app.publicly(at)).data).toEqual({ disclosure: null });
    expect(first.data).not.toEqual({ disclosure: null });
  });

  test('in place of registering a persisted query', async () => {
    const query = '{ checkpoint { sequence } kept: divisions(level: CITY) { name } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await app.publicly({ query });
    await app.publicly({ query, extensions });
    const byHash = await app.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ extensions }),
    });
    expect(byHash.json()).toMatchObject({ data: { kept: [{ name: '上海市' }] } });
  });
});

test('what was answered once is answered again around the server and its framework, also for other variables', async () => {
  const [one, two] = [await publishGuide(app, { title: '捷径一' }), await publishGuide(app, { title: '捷径二' })];
  const asked = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
  const ask = (node: TestApp, variables: object) =>
    overTheWire(node, {
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query: 'query ($id: ID) { disclosure(id: $id) { title } }', variables }),
    });
  for (const node of [app, plain]) {
    await node.store.follower.catchUp();
    asked.mockClear();
    const bodies = [one.id, two.id, two.id, 'nobody'].map(async (id) => (await ask(node, { id })).body);
    expect(await Promise.all(bodies.slice(0, 1))).toEqual([expect.stringContaining('捷径一')]);
    expect(await Promise.all(bodies.slice(1, 3))).toEqual([
      expect.stringContaining('捷径二'),
      expect.stringContaining('捷径二'),
    ]);
    expect(await bodies[3]).toContain('"disclosure":null');
    asked.mockClear();
    expect((await ask(node, { id: one.id.toUpperCase() })).body).toContain('捷径一');
    expect(asked, 'the plan is enough').not.toHaveBeenCalled();
    expect((await ask(node, { id: { a: 1 } })).statusCode).toBe(400);
    expect(asked, 'variables that do not fit are for the server').toHaveBeenCalledOnce();
  }
  asked.mockRestore();
});

test('fifty at once cost one', async () => {
  const guide = await publishGuide(app, { title: '五十人同时' });
  const before = statements.length;
  const all = await Promise.all(Array.from({ length: 50 }, () => given(byId(guide.id))));
  expect(new Set(all.map(({ body }) => body)).size).toBe(1);
  expect(statements.length - before).toBe(1);
});

test('a client that has the answer is told so, also after releases that did not change it', async () => {
  const guide = await publishGuide(app, { title: '已有副本' });
  const url = `/graphql?query=${encodeURIComponent(byId(guide.id))}`;
  const first = await app.server.inject({ url });
  const etag = String(first.headers['etag']);
  expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
  await publishGuide(app, { title: '与此无关', place: civilAffairs });
  const again = await app.server.inject({ url, headers: { 'if-none-match': etag } });
  expect([again.statusCode, again.body, again.headers['tongyuan-sequence']]).toEqual([
    304,
    '',
    (BigInt(guide.sequence) + 1n).toString(),
  ]);
  await correctGuide(app, guide.id, { title: '已有副本(更正)' });
  expect((await app.server.inject({ url, headers: { 'if-none-match': etag } })).statusCode).toBe(200);
});

test('whatever is published in between, an answer with the cache is the answer without it', async () => {
  const guides = [await publishGuide(app, { title: '对照一' }), await publishGuide(app, { title: '对照二' })];
  const queries = [
    ...guides.map(({ id }) => byId(id)),
    ...guides.map(
      ({ id }) =>
        `{ node(id: "${id}") { ... on Disclosure { relations { type disclosure { title } } versions { version } } } tombstone(id: "${id}") { reason } }`,
    ),
    ofBody(bodyId(caoyang.body)),
    ofBody(bodyId(civilAffairs.body)),
    '{ disclosures(first: 3, orderBy: UPDATED_NEWEST) { totalCount edges { node { id version validity } } } }',
    '{ search(query: "对照") { totalCount edges { node { id version disclosure { title } } } } }',
    '{ checkpoint { sequence } changes(after: "600") { upTo edges { node { kind subject } } } }',
    `{ body(id: "${bodyId(caoyang.body)}") { links { disclosure { title } } disclosures(first: 2) { edges { node { title } } } } }`,
  ];
  const change = [
    () => correctGuide(app, guides[0]?.id ?? '', { title: '对照一(改)' }),
    () => publishGuide(app, { title: '对照三', place: civilAffairs }),
    () =>
      publishGuide(app, { title: '对照四', content: { relations: [{ type: 'REPEALS', targetId: guides[1]?.id }] } }),
    () => withdraw(app, guides[0]?.id ?? ''),
    () => publishGuide(app, { title: '对照五' }),
  ];
  for (const step of change) {
    for (const query of queries) await given(query);
    await step();
    for (const query of queries) {
      const kept = await given(query);
      expect(kept.body).toBe(await plainBody(query));
    }
  }
});
