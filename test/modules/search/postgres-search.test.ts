import { createPostgresSearch } from '../../../src/modules/search/postgres-search.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { testDatabase } from '../../support/test-database.js';
import { describeSearch } from './describe-search.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });

describeSearch({ db, clock, search: createPostgresSearch(db), settle: () => Promise.resolve() });
