import { beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../../src/modules/publication/canonical-version.js';
import { countDisclosures } from '../../../src/modules/publication/count-disclosures.js';
import { findRelations } from '../../../src/modules/publication/find-relations.js';
import { listDisclosures } from '../../../src/modules/publication/list-disclosures.js';
import { createPostgresSearch } from '../../../src/modules/search/postgres-search.js';
import type { Sequence } from '../../../src/modules/ledger/sequence.js';
import { settleCatalogue } from '../../support/builders-content.js';
import { content, headOf, placed } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase({ poolSize: 16 });
const search = createPostgresSearch(db);
beforeAll(() => settleCatalogue(db));

/** Everything one reader can ask at a sequence: whole releases of two, all paths alike, each with its own digest. */
async function read(start: Sequence, at: Sequence): Promise<void> {
  const releases = Number(at - start);
  expect(await countDisclosures(db, {}, { at })).toBe(releases * 2);
  const page = await listDisclosures(db, { where: {}, orderBy: 'UPDATED_NEWEST', first: 200, at });
  expect(page.rows).toHaveLength(releases * 2);
  expect(page.rows.every(({ version }) => version.sequence > start && version.sequence <= at)).toBe(true);
  expect(new Set(page.rows.map(({ version }) => version.sequence)).size).toBe(releases);
  expect(await search.count({ query: '同一次发布', at })).toBe(releases * 2);
  const relations = await findRelations(
    db,
    page.rows.map(({ version }) => version.id),
    { at },
  );
  expect([...relations.values()].flat()).toHaveLength(0);
  const rows = await db.sql<{ id: string; digest: string; canonical: string }>(
    'select disclosure_id as id, digest, canonical from disclosure_version where from_sequence <= $1',
    [at],
  );
  const digests = new Map(rows.map((row) => [row.id, digestOf(row.canonical)]));
  for (const { version } of page.rows) expect(digests.get(version.id)).toBe(version.digest);
}

it('readers during fifty concurrent releases see whole releases only, and never go back', async () => {
  const start = await headOf(db);
  let done = false;
  let observed = 0;
  const reader = async (): Promise<void> => {
    let last = start;
    while (!done) {
      const at = await headOf(db);
      expect(at).toBeGreaterThanOrEqual(last);
      last = at;
      await read(start, at);
      observed += 1;
    }
  };
  const reading = Promise.all([reader(), reader()]);
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      placed(db, [content({ title: `同一次发布${index}甲` }), content({ title: `同一次发布${index}乙` })]),
    ),
  );
  done = true;
  await reading;
  expect(observed).toBeGreaterThan(1);
  expect(await headOf(db)).toBe(start + 50n);
  await read(start, start + 50n);
});
