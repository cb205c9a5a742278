import { expect, it } from 'vitest';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { testDatabase } from '../../support/test-database.js';
import { releaseSomething } from './release-something.js';

const db = await testDatabase();
const entries = (...subjects: [string, ...string[]]) => {
  const [first, ...rest] = subjects.map((subject) => ({ kind: 'BODY_CHANGED' as const, subject }));
  return { entries: [first ?? { kind: 'BODY_CHANGED' as const, subject: '' }, ...rest] as const };
};

it('lists in commit order, between two sequences, page by page also within one release', async () => {
  await releaseSomething(db, { entries: [...entries('a', 'b').entries] });
  await releaseSomething(db, { entries: [...entries('c').entries] });
  await releaseSomething(db, { entries: [...entries('d', 'e', 'f').entries] });
  const list = async (range: Parameters<typeof listEntries>[1]) =>
    (await listEntries(db, range)).map((entry) => `${entry.sequence}.${entry.ordinal}${entry.subject}`);
  expect(await list({ after: 0n, upTo: 3n, limit: 9 })).toEqual(['1.1a', '1.2b', '2.1c', '3.1d', '3.2e', '3.3f']);
  expect(await list({ after: 1n, upTo: 2n, limit: 9 })).toEqual(['2.1c']);
  expect(await list({ after: 1n, afterOrdinal: 1, upTo: 3n, limit: 2 })).toEqual(['1.2b', '2.1c']);
  expect(await list({ after: 3n, afterOrdinal: 2, upTo: 3n, limit: 9 })).toEqual(['3.3f']);
  expect(await list({ after: 3n, upTo: 3n, limit: 9 })).toEqual([]);
});
