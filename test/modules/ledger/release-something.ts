import { appendRelease, type Appended, type Release } from '../../../src/modules/ledger/append-release.js';
import type { Database } from '../../../src/platform/db/database.js';

const change = { kind: 'SITE_CHANGED', subject: '00000000-0000-4000-8000-000000000001' } as const;

/** A release of its own transaction, with nothing in it but its entries. */
export function releaseSomething(db: Database, release: Partial<Release> = {}): Promise<Appended> {
  return db.transaction((tx) => appendRelease(tx, { entries: [change], writes: [], ...release }));
}
