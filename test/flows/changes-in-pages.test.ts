import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, act } from '../support/flow-act.js';
import { publishGuide } from '../support/flow-draft.js';
import { ask, headOf } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const pageShape = z.object({
  changes: z.object({
    upTo: z.string(),
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      hasPreviousPage: z.boolean(),
      startCursor: z.string().nullable(),
      endCursor: z.string().nullable(),
    }),
    edges: z.array(
      z.object({
        cursor: z.string(),
        node: z.object({
          sequence: z.string(),
          at: z.string(),
          kind: z.string(),
          subject: z.string(),
          version: z.number().nullable(),
          digest: z.string().nullable(),
        }),
      }),
    ),
  }),
});
type Page = z.infer<typeof pageShape>['changes'];
type Edge = Page['edges'][number];

async function pageAfter(after: string, first: number, at: string): Promise<Page> {
  const { changes } = await ask(app, {
    query: `query ($after: Sequence!, $first: Int) { changes(after: $after, first: $first) { upTo
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { sequence at kind subject version digest } } } }`,
    variables: { after, first },
    shape: pageShape,
    at,
  });
  return changes;
}

/** Every page from the beginning, each asked for with the `upTo` of the one before. */
async function pagesOf(first: number, at: string): Promise<Page[]> {
  const pages: Page[] = [];
  let after = '0';
  for (;;) {
    const page = await pageAfter(after, first, at);
    pages.push(page);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== '0');
    if (!page.pageInfo.hasNextPage) return pages;
    expect(BigInt(page.upTo)).toBeGreaterThan(BigInt(after));
    after = page.upTo;
  }
}

const sequencesOf = (edges: readonly Edge[]): string[] => [...new Set(edges.map((edge) => edge.node.sequence))];

/** What the ledger holds for everybody. */
async function entriesOfTheLedger(at: string) {
  return app.db.sql<{ sequence: string; version: number | null; digest: string | null }>(
    `select sequence::text, version, digest from ledger_entry where sequence <= $1::bigint and audience_ids is null
     order by ledger_entry.sequence, ordinal`,
    [at],
  );
}

test('pages of 1, 2, 7 and 100 give the same list: the whole ledger, no sequence without an entry', async () => {
  const at = await headOf(app);
  // What happens meanwhile is not of this list.
  const meanwhile = publishGuide(app, { title: '翻页时发布的指南' });
  const [whole = [], ...others] = await Promise.all(
    [100, 1, 2, 7].map(async (first) => {
      const pages = await pagesOf(first, at);
      for (const { edges, upTo, pageInfo } of pages) {
        // More than asked for is one release that does not fit.
        expect(edges.length <= first || sequencesOf(edges).length === 1).toBe(true);
        expect(upTo).toBe(pageInfo.hasNextPage ? edges.at(-1)?.node.sequence : at);
        expect(pageInfo.startCursor).toBe(edges[0]?.cursor);
        expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
      }
      return pages.flatMap((page) => page.edges);
    }),
  );
  for (const other of others) expect(other).toEqual(whole);
  expect(new Set(whole.map((edge) => edge.cursor)).size).toBe(whole.length);
  expect(sequencesOf(whole)).toEqual(Array.from({ length: Number(at) }, (_, index) => String(index + 1)));
  const told = whole.map(({ node: { sequence, version, digest } }) => ({ sequence, version, digest }));
  expect(told).toEqual(await entriesOfTheLedger(at));

  expect((await meanwhile).sequence).toBe((BigInt(at) + 1n).toString());
  const [late] = (await pageAfter(at, 100, await headOf(app))).edges;
  expect(late?.node).toMatchObject({ sequence: (await meanwhile).sequence, subject: (await meanwhile).id });
});

test('a follower that begins anywhere gets exactly the rest', async () => {
  const at = await headOf(app);
  const whole = (await pagesOf(100, at)).flatMap((page) => page.edges);
  for (const after of ['0', '1', '2', '3', '57', (BigInt(at) - 1n).toString()]) {
    const { edges } = await pageAfter(after, 3, at);
    const rest = whole.filter((edge) => BigInt(edge.node.sequence) > BigInt(after));
    expect(edges).toEqual(rest.slice(0, edges.length));
    expect(edges.length).toBeGreaterThan(0);
  }
});

test('at the head, behind it, and with pages of nothing: never back, never past what was not read', async () => {
  const at = await headOf(app);
  const empty = {
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
  };
  expect(await pageAfter(at, 100, at)).toEqual({ ...empty, upTo: at });
  const beyond = (BigInt(at) + 1_000n).toString();
  expect(await pageAfter(beyond, 100, at)).toEqual({ ...empty, upTo: beyond });
  const none = await pageAfter('5', 0, at);
  expect(none).toEqual({ ...empty, pageInfo: { ...empty.pageInfo, hasNextPage: true }, upTo: '5' });
  const refused = await app.publicly('{ changes(after: "0", first: 101) { upTo } }');
  expect(refused.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('a release larger than a page comes whole', async () => {
  const codes = Array.from({ length: 130 }, (_, index) => `3199${String(index).padStart(2, '0')}`);
  const head = await headOf(app);
  await achieve(app, 'operator', {
    mutation: 'defineDivisions',
    input: {
      divisions: codes.map((code) => ({
        code,
        name: `示例区${code}`,
        level: 'DISTRICT',
        kind: 'DISTRICT',
        parentCode: '310000',
        pack: 'SHANGHAI',
      })),
    },
    shape: z.object({}),
  });
  await publishGuide(app, { title: '大批发布之后的指南' });
  const at = await headOf(app);
  const after = (BigInt(head) - 1n).toString();
  for (const first of [1, 100]) {
    const before = await pageAfter(after, first, at);
    expect(before.upTo, 'a page ends before what does not fit').toBe(head);
    const page = await pageAfter(head, first, at);
    expect(page.edges).toHaveLength(130);
    expect(page.upTo).toBe((BigInt(head) + 1n).toString());
    expect(page.pageInfo.hasNextPage).toBe(true);
  }
  const refused = await act(app, 'operator', { mutation: 'defineDivisions', input: { divisions: [] } });
  expect(refused.told).toHaveLength(1);
  expect(await headOf(app)).toBe(at);
});
