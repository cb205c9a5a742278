import { indexBehind } from '../../../../src/modules/search/opensearch/index-layout.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { findIndexSources } from '../../../../src/modules/publication/find-index-sources.js';
import { bulkWrite } from '../../../../src/modules/search/opensearch/bulk-write.js';
import { indexDocument } from '../../../../src/modules/search/opensearch/index-document.js';
import { indexRelease } from '../../../../src/modules/search/opensearch/index-release.handlers.js';
import { readIndexState, recordIndexed } from '../../../../src/modules/search/opensearch/index-state.js';
import { keepIndex } from '../../../../src/modules/search/opensearch/keep-index.js';
import type { OpenSearchClient } from '../../../../src/modules/search/opensearch/opensearch-client.js';
import { createOpenSearch } from '../../../../src/modules/search/opensearch/opensearch-search.js';
import { createPostgresSearch } from '../../../../src/modules/search/postgres-search.js';
import type { SearchPort } from '../../../../src/modules/search/search-port.js';
import type { ManualClock } from '../../../../src/platform/clock/clock.js';
import type { Database } from '../../../../src/platform/db/database.js';
import type { OutboxEvent } from '../../../../src/platform/outbox/handler.js';
import { settleCatalogue } from '../../../support/builders-content.js';
import { content, headOf, only, placed, withdrawn } from '../../../support/builders-publication.js';
import type { TestOpenSearch } from '../../../support/opensearch.js';

interface Parts {
  readonly db: Database;
  readonly clock: ManualClock;
  readonly server: TestOpenSearch;
  readonly client: OpenSearchClient;
  /** The index alone; the store is never asked. */
  readonly indexOnly: SearchPort;
}

/** How the index follows the ledger. The last test ends the server. */
export function describeIndex({ db, clock, server, client, indexOnly }: Parts): void {
  const handler = indexRelease(client);
  const warnings: string[] = [];
  const store = createPostgresSearch(db);
  const onWarning = (message: string): void => void warnings.push(message);
  const search = createOpenSearch({ db, client, clock, otherwise: store, onWarning });

  const handle = (sequence: bigint): Promise<void> => {
    const event: OutboxEvent = {
      id: '1',
      topic: 'ledger.appended',
      key: sequence.toString(),
      payload: {},
      createdAt: clock.now(),
    };
    return db.transaction((tx) => handler.handle(tx, event));
  };
  const completeTo = async () => (await readIndexState(db))?.completeTo;
  const count = async (query: string) => indexOnly.count({ query, at: (await completeTo()) ?? 0n });
  const documents = async () => {
    const alias = (await readIndexState(db))?.alias ?? '';
    const { body } = await client.ask({
      method: 'POST',
      path: `/${alias}/_search`,
      body: { version: true, size: 1_000, sort: [{ id: 'asc' }], docvalue_fields: ['id', 'kind', 'published'] },
      patience: 10_000,
    });
    return JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'took' ? 0 : value))) as unknown;
  };
  const oneMore = async (title: string): Promise<{ id: string; sequence: bigint }> => {
    const id = only(await placed(db, [content({ title })]));
    return { id, sequence: await headOf(db) };
  };

  beforeAll(() => settleCatalogue(db));

  describe('the handler', () => {
    test('leaves a release to whoever fills the index, while there is none', async () => {
      const { sequence } = await oneMore('填充之前');
      await handle(sequence);
      expect(await readIndexState(db)).toBeNull();
      await keepIndex(db, client);
      expect(await completeTo()).toBe(sequence);
      expect(await count('填充之前')).toBe(1);
    });

    test('twice is the same as once, and takes the earlier ones that are missing along', async () => {
      const first = await oneMore('白鹭一号');
      const second = await oneMore('白鹭二号');
      await handle(second.sequence);
      expect(await completeTo()).toBe(second.sequence);
      expect(await count('白鹭')).toBe(2);
      const before = await documents();
      await handle(second.sequence);
      await handle(first.sequence);
      expect(await documents()).toEqual(before);
      expect(await completeTo()).toBe(second.sequence);
      await expect(handle(-1n)).rejects.toThrow('Not a sequence');
    });

    test('what the index refuses holds up nobody else, and is complete once it is mended', async () => {
      const good = await headOf(db);
      const [bad] = await placed(db, [
        content({ title: '一万年', kind: 'POLICY_DOCUMENT', fields: { effectiveFrom: '10000-01-01' } }),
      ]);
      const { sequence: after } = await oneMore('苍鹭');
      await expect(handle(good + 1n)).rejects.toThrow('refuses disclosure');
      await handle(after);
      expect(await completeTo()).toBe(good);
      expect(await db.sql('select sequence::text from search_indexed')).toEqual([{ sequence: after.toString() }]);
      expect(await search.completeTo()).toBe(good);
      // A reader may ask beyond: the store knows.
      expect(await search.count({ query: '苍鹭', at: after })).toBe(1);
      await expect(keepIndex(db, client)).rejects.toThrow('refuses disclosure');

      clock.advance(2_001);
      expect(await search.completeTo()).toBe(after);
      const { sequence: mended } = await withdrawn(db, bad ?? '');
      await handle(good + 1n);
      expect(await completeTo()).toBe(mended);
      expect(await db.sql('select 1 from search_indexed')).toEqual([]);
      expect(await count('苍鹭')).toBe(1);
    });
  });

  describe('completeTo', () => {
    test('stops before a gap and jumps when it closes, in whatever order', async () => {
      const start = await headOf(db);
      for (const title of ['甲', '乙', '丙', '丁']) await oneMore(title);
      const alias = (await readIndexState(db))?.alias ?? '';
      const done = (...steps: bigint[]) =>
        db.transaction((tx) =>
          recordIndexed(
            tx,
            alias,
            steps.map((step) => start + step),
          ),
        );
      await done(4n);
      await done(2n);
      expect(await completeTo()).toBe(start);
      await done(1n, 2n);
      expect(await completeTo()).toBe(start + 2n);
      await done(1n);
      await done(3n);
      expect(await completeTo()).toBe(start + 4n);
      expect(await db.sql('select 1 from search_indexed')).toEqual([]);
    });
  });

  describe('a late write', () => {
    test('of what stood before a withdrawal does not bring it back', async () => {
      const { id } = await oneMore('渡渡鸟');
      const old = (await findIndexSources(db, [id])).map(indexDocument);
      await keepIndex(db, client);
      expect(await count('渡渡鸟')).toBe(1);
      await withdrawn(db, id);
      await keepIndex(db, client);
      expect(await count('渡渡鸟')).toBe(0);
      const alias = (await readIndexState(db))?.alias ?? '';
      expect(await bulkWrite(client, alias, old)).toEqual([]);
      await client.ask({ method: 'POST', path: `/${alias}/_refresh`, patience: 10_000 });
      expect(await count('渡渡鸟')).toBe(0);
    });
  });

  describe('the store answers', () => {
    test('a query that is too large for the index, and the index goes on being asked', async () => {
      const long = Array.from({ length: 500 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
      const { id } = await oneMore(long);
      await keepIndex(db, client);
      const query = { query: long, title: long, orderBy: 'RELEVANCE', first: 5, at: await headOf(db) } as const;
      expect((await search.search(query)).hits.map((hit) => hit.id)).toEqual([id]);
      expect(await search.search({ ...query, query: '渡渡', title: '鸟' })).toMatchObject({ hits: [] });
    });

    test('while the index is gone; it is filled again, and nothing else is made in its place', async () => {
      const head = await headOf(db);
      const alias = (await readIndexState(db))?.alias ?? '';
      await client.ask({ method: 'DELETE', path: `/${indexBehind(alias)}`, patience: 10_000 });
      const { sequence } = await oneMore('重建之后');
      await expect(handle(sequence)).rejects.toThrow('OpenSearch did not write');
      expect(
        await createOpenSearch({ db, client, clock, otherwise: store, onWarning }).count({ query: '苍鹭', at: head }),
      ).toBe(1);
      await keepIndex(db, client);
      const { body } = await client.ask({ method: 'GET', path: '/_alias', patience: 10_000 });
      expect(Object.keys(body as object).filter((name) => name.startsWith(alias))).toEqual([]);
      expect(await completeTo()).toBe(sequence);
      expect(await count('重建之后')).toBe(1);
      expect(await count('渡渡鸟')).toBe(0);
    });

    test('when the server was killed: the same pages, at the head, with one warning', async () => {
      const at = await headOf(db);
      const other = createOpenSearch({ db, client, clock, otherwise: store, onWarning });
      const query = { query: '鹭', orderBy: 'RELEVANCE', first: 2, at } as const;
      const before = await other.search(query);
      const after = before.hits[0]?.cursor ?? '';
      const next = await indexOnly.search({ ...query, after });
      warnings.length = 0;
      await server.kill();
      expect(await other.search(query)).toEqual(before);
      expect(await other.search({ ...query, after })).toEqual(next);
      expect(await other.count(query)).toBe(3);
      expect(warnings).toEqual([expect.stringContaining('The store answers searches in place of the index')]);
      const { sequence } = await oneMore('停机时发布');
      expect(await other.completeTo()).toBe(sequence);
      await expect(handle(sequence)).rejects.toThrow('OpenSearch cannot be reached');
      await expect(client.ping()).rejects.toThrow('OpenSearch');
    });
  });
}
