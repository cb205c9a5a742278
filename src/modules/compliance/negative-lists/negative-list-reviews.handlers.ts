import type { Handler } from '../../../platform/outbox/handler.js';
import { parseSequence } from '../../ledger/sequence.js';
import { scheduleReviews } from './schedule-reviews.js';

/** After every release: does a negative list have to be looked at again, and by when? */
export const negativeListReviews: Handler = {
  name: 'compliance.negative-list-reviews',
  topics: ['ledger.appended'],
  handle: async (tx, event) => {
    const sequence = parseSequence(event.key);
    if (sequence === null) throw new Error(`Not a sequence: ${event.key}`);
    await scheduleReviews(tx, sequence);
  },
};
