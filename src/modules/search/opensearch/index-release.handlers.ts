import type { Handler } from '../../../platform/outbox/handler.js';
import { parseSequence } from '../../ledger/sequence.js';
import { indexReleases } from './index-releases.js';
import type { OpenSearchClient } from './opensearch-client.js';

/** After every release: writes what the store says now into the index, until searches find it. */
export function indexRelease(client: OpenSearchClient): Handler {
  return {
    name: 'search.index-release',
    topics: ['ledger.appended'],
    handle: async (tx, event) => {
      const sequence = parseSequence(event.key);
      if (sequence === null) throw new Error(`Not a sequence: ${event.key}`);
      await indexReleases(tx, client, sequence);
    },
  };
}
