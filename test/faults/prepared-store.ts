import { rmSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { grantRoleOn } from '../../src/modules/jurisdictions/grant-role-on.js';
import { systemClock } from '../../src/platform/clock/clock.js';
import type { Database } from '../../src/platform/db/database.js';
import { startEmbedded } from '../../src/platform/embedded/start-embedded.js';
import { randomIds } from '../../src/platform/ids/id-source.js';
import { ids, operator } from '../modules/jurisdictions/small-country.js';
import { openTempDir } from '../platform/embedded/program.js';
import { approved, guide, settleCatalogue } from '../support/builders-content.js';
import { makeAccount } from '../support/identity.js';
import { openDatabase } from '../support/open-database.js';

export const editorLogin = 'fault-editor';
/** Stands in every title, so that one search must find all that is public. */
export const searchWord = '反复断电';

/** Drafts that are released together or not at all. */
export type Bundle = readonly [string, ...string[]];

export interface PreparedStore {
  readonly dataDir: string;
  readonly bundles: readonly Bundle[];
  remove(): void;
}

/**
 * A data folder as the product keeps it, its database stopped: a small country, one editor, and approved drafts.
 * One draft takes the way through all verbs; the others are its copies, so that thousands are ready in seconds.
 */
export async function prepareStore(wanted: {
  readonly bundles: number;
  readonly dataDir?: string;
}): Promise<PreparedStore> {
  const dataDir = wanted.dataDir ?? openTempDir();
  const embedded = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
  const db = await openDatabase(embedded.connection, { clock: systemClock, ids: randomIds });
  try {
    await db.migrate();
    await settleCatalogue(db);
    const { id } = await makeAccount(db, editorLogin);
    await db.transaction((tx) => grantRoleOn(tx, operator, { accountId: id, role: 'EDITOR', scope: ids.putuo }));
    await db.transaction((tx) => grantRoleOn(tx, operator, { accountId: id, role: 'EDITOR', scope: ids.putuoCivil }));
    const first = await approved(db, guide({ title: `${searchWord}办事指南` }));
    const bundles = await copyDraft(db, first.id, wanted.bundles);
    return { dataDir, bundles, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
  } finally {
    await db.close();
    // Connections that are closing must not meet a server that is gone.
    await rest(50);
    await embedded.stop();
  }
}

/** Every third bundle holds two drafts. */
async function copyDraft(db: Database, id: string, count: number): Promise<Bundle[]> {
  const sizes = Array.from({ length: count }, (_, index) => (index % 3 === 0 ? 2 : 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const copies = await db.sql<{ id: string }>(
    `with copy as materialized (select n, gen_random_uuid() as id from generate_series(1, $2::int) as n),
     draft_copy as (
       insert into draft select r.* from draft d, copy, lateral jsonb_populate_record(d,
         jsonb_build_object('id', copy.id, 'title', d.title || copy.n)) as r
       where d.id = $1
     ), opinion_copy as (
       insert into review_opinion select r.* from review_opinion o, copy, lateral jsonb_populate_record(o,
         jsonb_build_object('id', gen_random_uuid(), 'draft_id', copy.id)) as r
       where o.draft_id = $1
     )
     select id from copy order by n`,
    [id, total],
  );
  const left = copies.map((copy) => copy.id);
  return sizes.map((size) => {
    const [first = '', ...others] = left.splice(0, size);
    return [first, ...others];
  });
}
