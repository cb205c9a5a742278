import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIndexState } from '../../../../src/modules/search/opensearch/index-state.js';
import { keepIndex } from '../../../../src/modules/search/opensearch/keep-index.js';
import { type OpenSearchClient, openOpenSearch } from '../../../../src/modules/search/opensearch/opensearch-client.js';
import { createOpenSearch } from '../../../../src/modules/search/opensearch/opensearch-search.js';
import { createPostgresSearch } from '../../../../src/modules/search/postgres-search.js';
import type { SearchPort } from '../../../../src/modules/search/search-port.js';
import type { ManualClock } from '../../../../src/platform/clock/clock.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { settleCatalogue } from '../../../support/builders-content.js';
import { content, headOf, placed, withdrawn } from '../../../support/builders-publication.js';
import { type FaultProxy, startFaultProxy } from '../../../support/fault-proxy.js';
import type { TestOpenSearch } from '../../../support/opensearch.js';

interface Parts {
  readonly db: Database;
  readonly clock: ManualClock;
  readonly server: TestOpenSearch;
  /** The index alone; the store is never asked. */
  readonly indexOnly: SearchPort;
}

/** What becomes of the index and of searches while the way to the server is bad. */
export function describeFaults({ db, clock, server, indexOnly }: Parts): void {
  describe('a bad way to the index', () => {
    let proxy: FaultProxy;
    let client: OpenSearchClient;

    beforeAll(async () => {
      await settleCatalogue(db);
      proxy = await startFaultProxy(server.url);
      client = openOpenSearch(proxy.url);
      await keepIndex(db, client);
    });
    afterAll(async () => {
      await client.close();
      proxy.stop();
    });

    const place = (title: string, count: number): Promise<string[]> =>
      placed(
        db,
        Array.from({ length: count }, () => content({ title })),
      );
    const inIndex = async (title: string) => {
      const at = await headOf(db);
      const complete = (await readIndexState(db))?.completeTo === at;
      return { complete, count: await indexOnly.count({ query: title, at }) };
    };

    test('busy half the time: nothing is missing', async () => {
      await place('麋鹿', 120);
      proxy.fault = 'busy';
      await keepIndex(db, client);
      proxy.fault = 'none';
      expect(await inIndex('麋鹿')).toEqual({ complete: true, count: 120 });
    });

    test('busy for some of many: those are written again', async () => {
      await place('羚羊', 30);
      proxy.fault = 'partial';
      await keepIndex(db, client);
      expect(proxy.fault).toBe('none');
      expect(await inIndex('羚羊')).toEqual({ complete: true, count: 30 });
    });

    test('lost answers: what was done counts once, and what was withdrawn meanwhile stays away', async () => {
      const [first = ''] = await place('驼鹿', 2);
      proxy.fault = 'lost';
      await expect(keepIndex(db, client)).rejects.toThrow('cannot be reached');
      await withdrawn(db, first);
      proxy.fault = 'none';
      await keepIndex(db, client);
      expect(await inIndex('驼鹿')).toEqual({ complete: true, count: 1 });
    });

    test('slow: the store answers, and is not kept waiting for the next one', async () => {
      const warnings: string[] = [];
      const onWarning = (message: string): void => void warnings.push(message);
      const search = createOpenSearch({ db, client, clock, otherwise: createPostgresSearch(db), onWarning });
      const at = await headOf(db);
      proxy.fault = 'slow';
      const started = performance.now();
      expect(await search.count({ query: '麋鹿', at })).toBe(120);
      expect(await search.count({ query: '羚羊', at })).toBe(30);
      expect(performance.now() - started).toBeLessThan(4_000);
      expect(warnings).toEqual([expect.stringContaining('did not answer in time')]);
      proxy.fault = 'none';
    });
  });
}
