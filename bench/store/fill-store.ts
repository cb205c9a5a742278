import { seedActor } from '../../seeds/seed-actor.js';
import { seedJurisdictions } from '../../seeds/seed-jurisdictions.js';
import { stableId } from '../../seeds/stable-id.js';
import { addItems } from '../../src/modules/catalogue/add-items.js';
import { registerBodies } from '../../src/modules/jurisdictions/bodies/register-bodies.js';
import type { Body } from '../../src/modules/jurisdictions/directory.js';
import { loadDirectory } from '../../src/modules/jurisdictions/load-directory.js';
import { newest } from '../../src/modules/jurisdictions/select-directory.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Database, TransactionOptions } from '../../src/platform/db/database.js';
import { seededIds } from '../../src/platform/ids/id-source.js';
import { fillDisclosures } from './fill-disclosures.js';
import { fillPlainTables } from './plain-tables.js';
import { standardItems } from './standard-items.js';

const bodyCount = 237;
const itemCount = 800;

/** A city with 237 bodies and 800 items by the product's verbs, then its disclosures, then the same in plain tables. */
export async function fillStore(db: Database, size: number): Promise<void> {
  const options = { clock: new ManualClock('2021-12-01T01:00:00Z'), ids: seededIds('bench') };
  await seedJurisdictions(db, seedActor, options);
  const bodies = await registerRest(db, options);
  const items = standardItems(itemCount);
  await db.transaction((tx) => addItems(tx, seedActor, { divisionCode: '310000', items }), options);
  const leaves = items.filter((item) => item.isLeaf).map((item) => item.code);
  await fillDisclosures(db, { size, bodies, itemCodes: leaves });
  await fillPlainTables(db);
  // The jobs of the load are not what is measured.
  await db.sql('delete from outbox_event');
  await db.sql('vacuum analyze');
}

/** Bodies that publish until there are enough, spread over the divisions. */
async function registerRest(db: Database, options: TransactionOptions): Promise<readonly Body[]> {
  const before = await loadDirectory(db, newest);
  const standing = before.bodies().filter((body) => body.validTo === null && body.successorIds.length === 0);
  const divisions = before.divisions();
  const bodies = Array.from({ length: Math.max(0, bodyCount - standing.length) }, (_, index) => {
    const division = divisions[index % divisions.length];
    if (division === undefined) throw new Error('The city has no divisions.');
    const slug = `${division.code}-bench-${index}`;
    const id = stableId('body', slug);
    const kind = 'DEPARTMENT' as const;
    return { id, slug, name: `${division.name}示例局${index + 1}`, kind, divisionCode: division.code, functions: [] };
  });
  const added = await db.transaction((tx) => registerBodies(tx, seedActor, { bodies }), options);
  return [...standing, ...added];
}
