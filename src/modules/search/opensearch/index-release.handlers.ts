import type { Handler } from '../../../platform/outbox/handler.js';
import { afterEachRelease } from '../../ledger/after-releases.js';
import { indexReleases } from './index-releases.js';
import type { OpenSearchClient } from './opensearch-client.js';

/** After every release: writes what the store says now into the index, until searches find it. */
export function indexRelease(client: OpenSearchClient): Handler {
  return afterEachRelease({
    name: 'search.index-release',
    work: (tx, sequence) => indexReleases(tx, client, sequence),
  });
}
