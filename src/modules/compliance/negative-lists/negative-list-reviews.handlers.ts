import { afterReleases } from '../../ledger/after-releases.js';
import { disclosureChanges } from '../../ledger/ledger-entry.js';
import { scheduleReviews } from './schedule-reviews.js';

/** After every release of a disclosure: does a negative list have to be looked at again, and by when? */
export const negativeListReviews = afterReleases({
  name: 'compliance.negative-list-reviews',
  kinds: disclosureChanges,
  work: scheduleReviews,
});
