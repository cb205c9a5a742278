import { afterAll, describe, expect } from 'vitest';
import { keepIndex } from '../../../../src/modules/search/opensearch/keep-index.js';
import { openOpenSearch } from '../../../../src/modules/search/opensearch/opensearch-client.js';
import { createOpenSearch } from '../../../../src/modules/search/opensearch/opensearch-search.js';
import type { SearchPort } from '../../../../src/modules/search/search-port.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { seededIds } from '../../../../src/platform/ids/id-source.js';
import { startOpenSearch } from '../../../support/opensearch.js';
import { testApp } from '../../../support/test-app.js';
import { testDatabase } from '../../../support/test-database.js';
import { describeSearch } from '../describe-search.js';
import { describeApp, describeAppAlone } from './describe-app.js';
import { describeFaults } from './describe-faults.js';
import { describeIndex } from './describe-index.js';

const server = await startOpenSearch();

/** For what the index has to answer by itself. */
const never: SearchPort = {
  search: () => Promise.reject(new Error('The store was asked.')),
  count: () => Promise.reject(new Error('The store was asked.')),
  completeTo: () => Promise.reject(new Error('The store was asked.')),
};

const client = openOpenSearch(server.url);
const indexOnly = (db: Database, clock: ManualClock): SearchPort =>
  createOpenSearch({
    db,
    client,
    clock,
    otherwise: never,
    onWarning: (message) => expect.fail(message),
    patience: 20_000,
  });
const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const followed = await testDatabase({ clock, ids: seededIds('followed') });
const troubled = await testDatabase({ clock, ids: seededIds('troubled') });
const app = await testApp({ OPENSEARCH_URL: server.url });

afterAll(async () => {
  await client.close();
  await server.stop();
});

// One server for all of them: it takes half a gigabyte.
describe.skipIf(server.missing !== null)(
  `OpenSearch${server.missing === null ? '' : ` (not here: ${server.missing})`}`,
  () => {
    describeSearch({ db, clock, search: indexOnly(db, clock), settle: () => keepIndex(db, client) });
    describeApp(app);
    describeFaults({ db: troubled, clock, server, indexOnly: indexOnly(troubled, clock) });
    describeIndex({ db: followed, clock, server, client, indexOnly: indexOnly(followed, clock) });
    describeAppAlone(app);
  },
);
