import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startWorker } from '../../../../src/app/worker.js';
import { readIndexState } from '../../../../src/modules/search/opensearch/index-state.js';
import { settleCatalogue } from '../../../support/builders-content.js';
import { content, headOf, placed } from '../../../support/builders-publication.js';
import type { TestApp } from '../../../support/test-app.js';

const found = z.object({
  search: z.object({
    totalCount: z.number(),
    edges: z.array(z.object({ node: z.object({ disclosure: z.object({ title: z.string() }) }) })),
  }),
});

/** The product with the index beside it. */
export function describeApp(app: TestApp): void {
  const titles = async (query: string, token: Readonly<Record<string, string>> = {}) => {
    const answer = await app.publicly({
      query: 'query ($q: String) { search(query: $q) { totalCount edges { node { disclosure { title } } } } }',
      variables: { q: query },
      extensions: { tongyuan: token },
    });
    expect(answer.errors).toBeUndefined();
    const { edges, totalCount } = found.parse(answer.data).search;
    expect(totalCount).toBe(edges.length);
    return {
      titles: edges.map((edge) => edge.node.disclosure.title),
      sequence: BigInt(answer.extensions?.tongyuan.sequence ?? '-1'),
    };
  };
  const published = async (title: string): Promise<string> => {
    await placed(app.db, [content({ title })]);
    return (await headOf(app.db)).toString();
  };

  beforeAll(() => settleCatalogue(app.db));

  describe('a search through the API', () => {
    test('is read at the head while there is no index, then where the index is complete', async () => {
      const first = await published('丹顶鹤');
      expect(await titles('丹顶鹤', { atLeast: first })).toMatchObject({ titles: ['丹顶鹤'] });
      const worker = startWorker(app.store);
      const indexed = async () => (await readIndexState(app.db))?.completeTo?.toString();
      await expect.poll(indexed, { timeout: 10_000 }).toBe(first);
      for (const name of ['丹顶鹤二', '丹顶鹤三', '丹顶鹤四']) {
        const atLeast = await published(name);
        const answer = await titles(name, { atLeast });
        expect(answer.titles).toEqual([name]);
        expect(answer.sequence).toBeGreaterThanOrEqual(BigInt(atLeast));
      }
      expect((await titles('丹顶鹤', { at: first })).titles).toEqual(['丹顶鹤']);
      await expect.poll(indexed, { timeout: 10_000 }).toBe((await headOf(app.db)).toString());
      await worker.stop();
      const complete = await app.store.search.completeTo();
      const late = await published('丹顶鹤五');
      await app.store.follower.catchUp();
      expect(await app.store.search.completeTo()).toBe(complete);
      expect(await titles('丹顶鹤五')).toEqual({ titles: [], sequence: complete });
      expect(await titles('丹顶鹤五', { at: late })).toEqual({ titles: ['丹顶鹤五'], sequence: BigInt(late) });
      expect(await titles('丹顶鹤五', { atLeast: late })).toEqual({ titles: ['丹顶鹤五'], sequence: BigInt(late) });
    });

    test('/readyz names the index', async () => {
      const response = await app.server.inject('/readyz');
      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ parts: expect.arrayContaining([{ name: 'opensearch', ok: true }]) });
    });
  });
}

/** What is left of it when the index is away. */
export function describeAppAlone(app: TestApp): void {
  test('/readyz names a lost index and stays ready', async () => {
    const response = await app.server.inject('/readyz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      status: 'ready',
      parts: expect.arrayContaining([expect.objectContaining({ name: 'opensearch', ok: false })]),
    });
  });
}
