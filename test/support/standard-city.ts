import { catalogueLines, itemOf } from '../../seeds/catalogue-data.js';
import { seedAccounts } from '../../seeds/seed-accounts.js';
import { seedActor } from '../../seeds/seed-actor.js';
import { seedJurisdictions } from '../../seeds/seed-jurisdictions.js';
import { addItems } from '../../src/modules/catalogue/add-items.js';
import { type TestApp, testApp } from './test-app.js';

/** The product over the bodies, people and standard catalogue of the demo city, on 2026-03-02, with nothing published. */
export async function standardCity(): Promise<TestApp> {
  const app = await testApp();
  const items = catalogueLines().map(itemOf);
  await seedJurisdictions(app.db, seedActor);
  await app.db.transaction((tx) => addItems(tx, seedActor, { divisionCode: '310000', items }));
  await seedAccounts(app.db, seedActor, { passwordCost: { memoryCost: 1_024, timeCost: 1, parallelism: 1 } });
  await app.store.follower.catchUp();
  return app;
}
