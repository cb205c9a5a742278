import { announceDatedChanges } from '../src/modules/jurisdictions/bodies/announce-dated-changes.js';
import { readHead } from '../src/modules/ledger/read-head.js';
import type { PasswordCost } from '../src/modules/identity/password.js';
import { ManualClock } from '../src/platform/clock/clock.js';
import type { Database } from '../src/platform/db/database.js';
import { seededIds } from '../src/platform/ids/id-source.js';
import { contentActors } from './content-actors.js';
import { contentRecords } from './content-records.js';
import { Progress } from './progress.js';
import { seedAccounts } from './seed-accounts.js';
import { seedActor } from './seed-actor.js';
import { seedConsumers } from './seed-consumers.js';
import { seedAudits } from './seed-audits.js';
import { seedCatalogue } from './seed-catalogue.js';
import { seedContents } from './seed-contents.js';
import { seedJurisdictions } from './seed-jurisdictions.js';
import { seedTemplates } from './seed-templates.js';

/** The demo begins on a working day before its first document. */
const beginning = '2025-01-06T01:00:00Z';

/**
 * The whole demo, by the product's own verbs, with a clock and ids of its own: two runs on two machines give the same
 * digests at the same sequences. What an earlier run left stays as it is. Returns how many records are new.
 */
export async function seedDemo(db: Database, settings: { readonly passwordCost?: PasswordCost } = {}): Promise<number> {
  const clock = new ManualClock(beginning);
  const options = { clock, ids: seededIds('demo') };
  const records = contentRecords();
  const progress = new Progress('同源: 正在写入演示数据', records.length + 4);
  await seedJurisdictions(db, seedActor, options);
  progress.step();
  await seedCatalogue(db, seedActor, { ...options, ...settings });
  progress.step();
  await seedAccounts(db, seedActor, { ...options, ...settings });
  progress.step();
  await seedConsumers(db, seedActor, options);
  progress.step();
  const added = await seedContents(db, { records, actors: contentActors, onDone: () => progress.step() });
  // By the time of the last record the merger of the demo took effect.
  await db.transaction(announceDatedChanges, { ...options, clock: new ManualClock((await readHead(db)).at) });
  await seedTemplates(db, seedActor, options);
  await seedAudits(db, seedActor);
  // Else the first minutes are planned by the figures of an empty store: a division as of a moment took seconds.
  await db.sql('analyze');
  return added;
}
