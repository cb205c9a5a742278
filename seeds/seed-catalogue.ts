import { addItems } from '../src/modules/catalogue/add-items.js';
import { readItems } from '../src/modules/catalogue/read-catalogue.js';
import type { Actor } from '../src/modules/identity/actor.js';
import { newest } from '../src/modules/jurisdictions/select-directory.js';
import type { Database } from '../src/platform/db/database.js';
import { catalogueLines, itemOf } from './catalogue-data.js';
import type { AccountSeedOptions } from './seed-accounts.js';
import { seedEditions } from './seed-editions.js';
import type { Seeded } from './seed-jurisdictions.js';

const city = '310000';

export interface SeededCatalogue {
  readonly items: Seeded;
  readonly editions: Seeded;
}

/** The standard catalogue, and the editions in which lower levels adapt it, by the verbs; what is there already stays. */
export async function seedCatalogue(
  db: Database,
  actor: Actor,
  options: AccountSeedOptions = {},
): Promise<SeededCatalogue> {
  const known = new Set((await readItems(db, { at: newest })).map((item) => item.code));
  const lines = catalogueLines();
  const items = lines.filter((line) => !known.has(line.code)).map(itemOf);
  if (items.length > 0) await db.transaction((tx) => addItems(tx, actor, { divisionCode: city, items }), options);
  return {
    items: { added: items.length, skipped: lines.length - items.length },
    editions: await seedEditions(db, actor, options),
  };
}
